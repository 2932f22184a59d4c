"""The nodes of our Liquid: output becomes tokens, `render` draws parts, `own` asks the agent."""

from io import StringIO
from typing import TYPE_CHECKING, TextIO

from liquid.ast import Node
from liquid.builtin.expressions import StringLiteral
from liquid.builtin.output import Output, OutputNode
from liquid.builtin.tags.capture_tag import CaptureNode, CaptureTag
from liquid.builtin.tags.echo_tag import EchoTag
from liquid.builtin.tags.render_tag import RenderNode, RenderTag
from liquid.exceptions import LiquidSyntaxError, UndefinedError
from liquid.tag import Tag
from liquid.token import TOKEN_CONTENT, TOKEN_EOF, TOKEN_TAG, Token
from liquid.undefined import Undefined

from kbassist.render.characters import visible
from kbassist.render.filling import filling_of
from kbassist.render.names import own_name
from kbassist.render.tokens import GAP, Authored
from kbassist.render.unknown import Unknown

if TYPE_CHECKING:
    from liquid.context import RenderContext
    from liquid.stream import TokenStream

_MAX_PROMPT = 300


class ValueNode(OutputNode):
    """`{{ ... }}`: writes a token instead of the value."""

    def render_to_output(self, context: "RenderContext", buffer: TextIO) -> int:
        """Write the author's own words as they are and everything else as a token."""
        value = self.expression.evaluate(context)
        if isinstance(value, Authored):
            return buffer.write(value or GAP)
        if isinstance(value, Undefined) and not isinstance(value, Unknown):
            raise UndefinedError(f"'{self.expression}' has no value", token=self.token)
        name = str(getattr(self.expression, "left", ""))
        return buffer.write(filling_of(context).token(value, name) or GAP)


class ValueTag(Output):
    """Registers `ValueNode` for `{{ ... }}`."""

    node_class = ValueNode


class EchoValueTag(EchoTag):
    """Registers `ValueNode` for `{% echo %}`."""

    node_class = ValueNode  # type: ignore[assignment]


class CapturedNode(CaptureNode):
    """`{% capture %}`: remembers that the text is the author's; nothing stays nothing, for comparisons."""

    def _assign(self, context: "RenderContext", buf: StringIO) -> None:
        context.assign(self.name, Authored(buf.getvalue().replace(GAP, "")))


class CapturedTag(CaptureTag):
    """Registers `CapturedNode`."""

    node_class = CapturedNode


class PartTag(RenderTag):
    """`{% render 'name' %}`: a part of the library, named by a literal."""

    def parse(self, stream: "TokenStream") -> Node:
        """Parse the tag; only a name in quotes can be looked up and checked."""
        token = stream.current
        node = super().parse(stream)
        if not isinstance(node, RenderNode) or not isinstance(node.name, StringLiteral):
            raise LiquidSyntaxError("render needs the name of a part in quotes", token=token)
        return node


class OwnNode(Node):
    """`{% own %}prompt{% endown %}`: words that only this agent can write."""

    __slots__ = ("name", "prompt")

    def __init__(self, token: Token, prompt: str) -> None:
        super().__init__(token)
        self.prompt = prompt
        self.name = own_name(prompt)
        self.blank = False

    def render_to_output(self, context: "RenderContext", buffer: TextIO) -> int:
        """Write the agent's words as a value; they are missing until given."""
        filling = filling_of(context)
        filling.prompts.setdefault(self.name, self.prompt)
        return buffer.write(filling.token(filling.look_up([self.name]), self.name) or GAP)


class OwnTag(Tag):
    """Parses `own`; what stands inside is the prompt, as text."""

    name = "own"
    end = "endown"

    def parse(self, stream: "TokenStream") -> OwnNode:
        """Collect the prompt up to `endown`."""
        token = stream.eat(TOKEN_TAG)
        words: list[str] = []
        while not stream.current.is_tag(self.end):
            if stream.current.kind == TOKEN_EOF:
                raise LiquidSyntaxError("own is never closed: {% endown %} is missing", token=token)
            if stream.current.kind == TOKEN_CONTENT:
                words.append(stream.current.value)
            next(stream)
        prompt = " ".join(visible("".join(words)).split())[:_MAX_PROMPT]
        return OwnNode(token, prompt or "Your own words")
