"""Every reply of the sample library can be edited, spoken and cut into pieces, and hardly needs a hint."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from kbassist.articles.article import ArticleRef
from kbassist.articles.library_files import read_library
from kbassist.articles.parse import parse_article
from kbassist.render.channels import channel_of
from kbassist.render.worker import RenderWorker
from kbassist.replies.agent import Agent
from kbassist.replies.compose import Composed, composed
from kbassist.replies.conversation import Conversation
from kbassist.replies.editing import edited
from kbassist.replies.hints import HintKind, hints
from kbassist.replies.phone import StepKind, spoken
from kbassist.replies.pieces import pieces_for
from kbassist.replies.reply import Wish
from kbassist.replies.septets import fits_message
from kbassist.replies.stacking import piece_of, stacked

SAMPLE = Path(__file__).resolve().parents[2] / "articles"
NOW = datetime(2026, 11, 22, 10, 0)
GREETINGS = re.compile(r"^(?:Hi|Hello|Dear|Good day|Guten Tag|Bonjour|Hola)\b.*[,:]$", re.M)
SIGN_OFFS = re.compile(r"regards,|Freundliche Grüße|[Cc]ordialement|Un saludo cordial")


@pytest.fixture(scope="module")
def worker() -> Iterator[RenderWorker]:
    worker = RenderWorker(budget_s=30)
    worker.warm()
    worker.warm()  # the spare one too, so that no test seems to leave its thread behind
    yield worker
    worker.close()


@pytest.fixture(scope="module")
def replies(worker: RenderWorker) -> list[Composed]:
    """All replies, filled with the examples of their fields."""
    library = read_library(SAMPLE)
    filled: list[Composed] = []
    for path in sorted(SAMPLE.rglob("[!_]*.md")):
        name = path.relative_to(SAMPLE).as_posix()
        if name.startswith("_"):
            continue
        article = parse_article(path.read_bytes(), name, library, None)
        conversation = Conversation()
        for field in (*library.fields, *article.fields):
            conversation = conversation.put(field.name, field.example or "")
        for reply in article.replies:
            ref = ArticleRef(library.root, reply.id)
            arguments = (conversation, Wish(), Agent("Robin Hale"), NOW, worker)
            base = composed(article, library, ref, *arguments)
            own = conversation.skip(wanted.name for wanted in base.filled.missing)
            filled.append(composed(article, library, ref, own, *arguments[1:]) if own.skipped else base)
    return filled


def test_an_edit_that_changes_nothing_sends_the_same(replies: list[Composed], worker: RenderWorker) -> None:
    for base in replies:
        same = edited(base, base.filled.markdown, worker)
        assert (same.plain, same.html, same.ready) == (base.filled.plain, base.filled.html, True), same.ref.id


@pytest.mark.parametrize("lang", ["en", "de", "fr", "es"])
def test_a_stack_greets_and_signs_off_once(replies: list[Composed], worker: RenderWorker, lang: str) -> None:
    mails = [base for base in replies if base.filled.lang == lang and base.filled.channel == "email"][:9]
    for first, second in zip(mails[::2], mails[1::2], strict=False):
        message = stacked(
            [piece_of(first, None, worker), piece_of(second, None, worker)], Wish("email"), worker
        )
        assert len(GREETINGS.findall(message.plain)) == len(SIGN_OFFS.findall(message.plain)) == 1
        assert message.ready
        sent = [base.filled.plain for base in (first, second)]
        for paragraph in (part for text in sent for part in text.split("\n\n")):
            is_frame = GREETINGS.search(paragraph) or SIGN_OFFS.search(paragraph)
            assert is_frame or paragraph.lower() in message.plain.lower()


def test_there_is_hardly_a_hint(replies: list[Composed]) -> None:
    found = [hint for base in replies for hint in hints(base.filled.plain, base.filled.lang)]
    assert len(found) <= 2
    assert {hint.kind for hint in found} <= {HintKind.SENTENCE}


def test_nobody_reads_out_a_link(replies: list[Composed]) -> None:
    for base in replies:
        steps = spoken(base.filled.markdown, base.filled.lang)
        assert steps, base.filled.ref.id
        assert not any(re.search(r"https?:|www\.|\.example/", step.text) for step in steps)
        if base.filled.channel == "phone":
            assert any(step.kind is StepKind.SAY for step in steps), base.filled.ref.id


@pytest.mark.parametrize("channel", ["chat", "social", "sms"])
def test_pieces_fit_their_channel(replies: list[Composed], channel: str) -> None:
    rules = channel_of(channel)
    for base in replies:
        for piece in pieces_for(base.filled.plain, channel):
            assert fits_message(piece) if rules.is_text_message else len(piece) <= (rules.limit or 0)
            assert rules.line_breaks or "\n" not in piece
