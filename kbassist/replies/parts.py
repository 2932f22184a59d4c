"""The parts that a reply may draw in, each in the variant that suits it."""

from kbassist.articles.article import Reply
from kbassist.articles.library import Library
from kbassist.replies.reply import Wish
from kbassist.replies.variants import choose


def parts_for(template: str, reply: Reply, wish: Wish, library: Library) -> dict[str, str]:
    """Return the templates of all parts that `template` may draw, through other parts too.

    A part follows the reply's own channel, tone and language, and the wish where the reply names none.
    """
    like = Wish(reply.channel or wish.channel, reply.tone, reply.lang or wish.lang)
    found: dict[str, str] = {}
    texts = [template]
    while texts:
        text = texts.pop()
        for part in library.parts:
            if part.name in found or part.name not in text:
                continue
            if (choice := choose(part.replies, like, library)) is not None:
                found[part.name] = choice.reply.template
                texts.append(choice.reply.template)
    return found
