"""The child process in which all hostile text is parsed; started and ended by `render.worker`.

It reads requests from its standard input and answers on its standard output until the input ends.
"""

import faulthandler
import os
import sys
from datetime import datetime
from typing import IO, Any

from kbassist.render import confine, limits
from kbassist.render.article_page import render_article
from kbassist.render.frames import read_message, write_message
from kbassist.render.html import markdown_reader
from kbassist.render.liquid import FillingEnvironment
from kbassist.render.literal import literal_reader
from kbassist.render.pictures import decode_picture, keep_picture
from kbassist.render.reply_page import render_reply
from kbassist.render.stack_page import render_edited, render_stack
from kbassist.render.template_report import inspect_template
from kbassist.render.tree import TooLarge
from kbassist.system.errors import RenderFailed

_WARM_UP = {
    "do": "reply",
    "template": "Hi {{ customer.name }}, **{{ today | date: '%d %B' }}** {{ price }}\n\n- [a](https://b.example/)",
    "values": {"customer.name": ["text", "Maya"], "price": ["money", "1.00 EUR"]},
    "now": datetime(2026, 1, 2).isoformat(),
    "optional": [],
    "labels": {},
    "parts": {},
    "channel": "chat",
    "lang": "en",
}


class Desk:
    """Answers requests one after the other, with everything that they need warm."""

    def __init__(self) -> None:
        self.environment = FillingEnvironment()
        self.reader = markdown_reader()
        self.reply_reader = markdown_reader(has_indented_code=False)
        self.literal_reader = literal_reader()
        # The first use of Liquid's lexer, Markdown's patterns and Babel's English takes 60 ms.
        self.answer(_WARM_UP, b"")

    def answer(self, message: dict[str, Any], raw: bytes) -> tuple[dict[str, Any], bytes]:
        """Return the answer to one request; a failure is an answer too."""
        try:
            if message["do"] == "picture":
                return {}, decode_picture(raw)
            if message["do"] == "keep":
                ending, kept = keep_picture(raw)
                return {"ending": ending}, kept
            return self._work(message), b""
        except (TooLarge, RenderFailed) as error:
            return {"failed": str(error)}, b""
        except MemoryError:
            return {"failed": "it needs too much memory", "spent": True}, b""
        # Python-Markdown and html.parser raise whatever their code stumbles over on hostile input:
        # RecursionError, AttributeError, AssertionError, IndexError, ValueError were all seen. The process
        # exists to contain that; its parent shows plain text and starts over with a fresh one.
        except Exception as error:
            return {"failed": f"it cannot be read ({type(error).__name__})", "spent": True}, b""

    def _work(self, message: dict[str, Any]) -> dict[str, Any]:
        if message["do"] == "article":
            return render_article(self.reader, message)
        if message["do"] == "template":
            return inspect_template(self.environment, self.reply_reader, message)
        if message["do"] == "templates":
            asked = message["templates"]
            return {"reports": [inspect_template(self.environment, self.reply_reader, one) for one in asked]}
        if message["do"] == "edited":
            return render_edited(self.literal_reader, message)
        if message["do"] == "stack":
            return render_stack(self.environment, self.reply_reader, self.literal_reader, message)
        return render_reply(self.environment, self.reply_reader, message)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until there are no more."""
    desk = Desk()
    confine.close_doors()
    write_message(answers, {"ready": os.getpid()})
    while (request := read_message(requests, limits.MAX_REQUEST_BYTES)) is not None:
        # Ends this process even inside a regular expression, when the parent is gone and cannot.
        faulthandler.dump_traceback_later(limits.CHILD_LIFE_S, exit=True, file=sys.stderr)
        answer, raw = desk.answer(*request)
        write_message(answers, answer, raw)
        faulthandler.cancel_dump_traceback_later()


def main() -> None:
    """Serve on standard input and output, with as few rights as the platform lets us give up."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    confine.limit_resources(int(sys.argv[1]) if len(sys.argv) > 1 else limits.MEMORY_MB)
    sys.stdout = sys.stderr  # whatever a library prints must not reach the protocol
    try:
        serve(requests, answers)
    except (BrokenPipeError, KeyboardInterrupt, RenderFailed):
        return


if __name__ == "__main__":
    main()
