"""Several replies as one message: the order chosen, greeting and sign-off once, nothing lost."""

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbassist.articles.article import Article, ArticleRef, Part, Reply
from kbassist.articles.library import Library
from kbassist.render.worker import RenderWorker
from kbassist.replies.agent import Agent
from kbassist.replies.compose import composed
from kbassist.replies.conversation import Conversation
from kbassist.replies.reply import FilledReply, Wish
from kbassist.replies.stacking import piece_of, stacked


def part(name: str, text: str) -> Part:
    return Part(name, (Reply(f"{name}#a", name, text),))


CLOSING = "If anything looks odd, tell me."
LIBRARY = Library(
    "/l",
    "L",
    parts=(
        part("greeting", "Hello{% if customer.name %} {{ customer.name }}{% endif %},"),
        part("sorry", "This should not have happened."),
        part("steps", "1. Pack it.\n2. Send it."),
        part("closing", CLOSING),
        part("signature", "Kind regards,  \n{{ agent.name }}  \nPine Shop"),
    ),
)
JONAS = Agent("Jonas")
MAYA = Conversation().put("customer.name", "Maya")
EMAIL = Wish("email", None, "en")
FRAME = "{% render 'greeting' %}\n\n@\n\n{% render 'closing' %}\n\n{% render 'signature' %}"
FAST = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


def message(
    worker: RenderWorker,
    *texts: str,
    wish: Wish = EMAIL,
    conversation: Conversation = MAYA,
    edits: dict[int, str] | None = None,
    channel: str | None = None,
    agent: Agent = JONAS,
) -> FilledReply:
    pieces = []
    for number, text in enumerate(texts):
        article = Article(
            f"a{number}",
            f"a{number}.md",
            f"Title {number}",
            replies=(Reply(f"a{number}#r", "R", text, channel, lang=wish.lang),),
        )
        now = datetime(2026, 11, 22).astimezone()
        base = composed(
            article, LIBRARY, ArticleRef("/l", article.id), conversation, wish, agent, now, worker
        )
        pieces.append(piece_of(base, (edits or {}).get(number), worker))
    return stacked(pieces, wish, worker)


def test_greeting_closing_and_signature_come_once(worker: RenderWorker) -> None:
    reply = message(worker, FRAME.replace("@", "First."), FRAME.replace("@", "Second.\n\n- item"))
    assert reply.plain == (
        "Hello Maya,\n\nFirst.\n\nSecond.\n\n- item\n\nIf anything looks odd, tell me.\n\n"
        "Kind regards,\nJonas\nPine Shop"
    )
    assert reply.ready
    assert (reply.title, [ref.id for ref in reply.pieces]) == ("Title 0 + Title 1", ["a0#r", "a1#r"])
    assert reply.html.count("Maya") == reply.markdown.count("Maya") == reply.preview_html.count("Maya") == 1


@pytest.mark.parametrize(
    ("texts", "plain"),
    [
        (("Hi Maya, one.", "Hi Maya, **two** is here."), "Hi Maya, one.\n\nTwo is here."),
        (("One.", "Hi Maya, two."), "Hi Maya,\n\nOne.\n\nTwo."),
        (("One.\n\nBest,\nJonas", "Two."), "One.\n\nTwo.\n\nBest, Jonas"),
        (("One.", "Two."), "One.\n\nTwo."),
        (("Guten Tag Maya,\n\neins.", "Guten Tag Maya,\n\nzwei."), "Guten Tag Maya,\n\neins.\n\nZwei."),
        (
            (
                "Bonjour Maya,\n\nUn.\n\nCordialement,  \nJonas",
                "Bonjour,\n\nDeux.\n\nBien cordialement,  \nJ.",
            ),
            "Bonjour Maya,\n\nUn.\n\nDeux.\n\nBien cordialement,\nJ.",
        ),
        (
            ("Hola, Maya:\n\nUno.\n\nUn saludo cordial,  \nJonas", "Hola:\n\nDos."),
            "Hola, Maya:\n\nUno.\n\nDos.\n\nUn saludo cordial,\nJonas",
        ),
    ],
)
def test_it_greets_first_and_signs_off_last(worker: RenderWorker, texts: tuple[str, ...], plain: str) -> None:
    assert message(worker, *texts).plain == plain


@pytest.mark.parametrize(
    ("body", "end"),
    [
        ("@\n\n{{ agent.signature }}", "@\n\nJonas Weber\nPine Shop\nAny questions?"),
        (
            "@\n\nYours sincerely,\n\n{{ agent.signature }}",
            "@\n\nYours sincerely,\n\nJonas Weber\nPine Shop\nAny questions?",
        ),
        ("@\n\n{{ agent.first_name }}", "@\n\nJonas"),
        ("@\n\nThanks\n\n{{ agent.name }}", "@\n\nThanks\n\nJonas Weber"),
        ("@ Thanks!\n\nJonas", "@ Thanks!\n\nJonas"),
        ("@\n\nHave a nice day!  \nJonas", "@\n\nHave a nice day!\nJonas"),
        ("@\n\nEinen schönen Tag noch!", "@\n\nEinen schönen Tag noch!"),
        ("@\n\nYour Pine Shop team", "@\n\nYour Pine Shop team"),
        ("@\n\nKind regards,\n\nThe Pine Shop Team", "@\n\nKind regards,\n\nThe Pine Shop Team"),
        ("@\n\nIhr Team von Pine & Co.", "@\n\nIhr Team von Pine & Co."),
        ("@\n\nDein Pine-Serviceteam", "@\n\nDein Pine-Serviceteam"),
        ("@\n\nVotre équipe Pine", "@\n\nVotre équipe Pine"),
        ("@\n\nEl equipo de Pine", "@\n\nEl equipo de Pine"),
    ],
)
def test_a_name_or_a_team_ends_the_message_once(worker: RenderWorker, body: str, end: str) -> None:
    agent = Agent("Jonas Weber", signature="Jonas Weber\nPine Shop\nAny questions?")
    reply = message(worker, body.replace("@", "One."), body.replace("@", "Two."), agent=agent)
    assert (reply.plain, reply.ready) == ("One.\n\n" + end.replace("@", "Two."), True)


@pytest.mark.parametrize(
    ("first", "second", "end"),
    [
        ("@\n\nYours,  \nDana  \nPine Bank", "@\n\nThank you.", "Yours,\nDana\nPine Bank"),
        (
            "@\n\n{% render 'closing' %}\n\nBest,\nDana",
            "@\n\n{% render 'closing' %}",
            f"{CLOSING}\n\nBest, Dana",
        ),
        ("@\n\n{{ agent.name }}", "@\n\nThanks!", "Jonas"),
        (
            "@\n\n{% render 'signature' %}",
            "@\n\n{% render 'closing' %}",
            "Kind regards,\nJonas\nPine Shop",
        ),
        ("@\n\nThank you.", "@\n\nThanks!", "Thanks!"),
        ("@\n\nBest,\nDana", "@\n\nCheers,\nJonas", "Cheers, Jonas"),
    ],
)
def test_a_thank_you_does_not_take_the_place_of_a_signature(
    worker: RenderWorker, first: str, second: str, end: str
) -> None:
    reply = message(worker, first.replace("@", "One."), second.replace("@", "Two."))
    assert reply.plain == f"One.\n\nTwo.\n\n{end}"


@pytest.mark.parametrize(
    "text",
    [
        "Ask for Jonas",
        "Tell our team",
        "It was looked at by the team.",
        "Your team of two is booked.",
        "Jonas\n\nis here.",
    ],
)
def test_a_name_or_a_team_in_the_text_stays(worker: RenderWorker, text: str) -> None:
    assert message(worker, text, "Two.", agent=Agent("Jonas")).plain == f"{text}\n\nTwo."


@pytest.mark.parametrize(
    "greeting", ["Liebe Kundin, lieber Kunde,", "Dear Maya, dear Tom,", "Good morning, Maya -"]
)
def test_a_greeting_goes_whole(worker: RenderWorker, greeting: str) -> None:
    assert message(worker, "One.", f"{greeting}\n\nTwo.").plain == f"{greeting}\n\nOne.\n\nTwo."
    assert message(worker, "Hello,\n\nOne.", f"{greeting}\n\nTwo.").plain == "Hello,\n\nOne.\n\nTwo."


def test_what_a_part_says_is_said_once(worker: RenderWorker) -> None:
    sorry = "Hi Maya,\n\n{% render 'sorry' %}\n\n@"
    reply = message(
        worker, sorry.replace("@", "One."), sorry.replace("@", "Two."), "This should not have happened."
    )
    said = "This should not have happened."
    assert reply.plain == f"Hi Maya,\n\n{said}\n\nOne.\n\nTwo.\n\n{said}"
    assert message(worker, "{% render 'sorry' %}", "{% render 'sorry' %}").plain == said


@pytest.mark.parametrize("text", ["Do this:\n\n{% render 'sorry' %}", "Do this:\n\n{% render 'steps' %}"])
def test_what_a_part_says_stays_where_the_text_leads_up_to_it(worker: RenderWorker, text: str) -> None:
    once = message(worker, text).plain
    assert message(worker, text, text).plain == f"{once}\n\n{once}"


def test_the_greeting_that_met_the_wish_is_taken(worker: RenderWorker) -> None:
    now, pieces = datetime(2026, 11, 22).astimezone(), []
    for number, (tone, text) in enumerate(
        (("neutral", "Hello,\n\nOne.\n\nRegards,  \nJ."), ("warm", "Hi Maya!\n\nTwo.\n\nWarm regards,  \nJ."))
    ):
        article = Article(f"a{number}", "a.md", "T", replies=(Reply(f"a{number}#r", "R", text, tone=tone),))
        ref = ArticleRef("/l", article.id)
        base = composed(article, LIBRARY, ref, MAYA, Wish(tone="warm"), Agent(), now, worker)
        pieces.append(piece_of(base, None, worker))
    warm = Wish(tone="warm")
    assert stacked(pieces, warm, worker).plain == "Hi Maya!\n\nOne.\n\nTwo.\n\nWarm regards,\nJ."
    assert stacked(pieces[::-1], warm, worker).plain == "Hi Maya!\n\nTwo.\n\nOne.\n\nWarm regards,\nJ."


def test_an_edited_piece_stands_as_it_was_typed(worker: RenderWorker) -> None:
    reply = message(
        worker,
        FRAME.replace("@", "First."),
        FRAME.replace("@", "Second."),
        edits={1: "Hello Maya,\n\nMy {{ own }} words."},
    )
    assert "My {{ own }} words." in reply.plain
    assert reply.plain.count("Maya") == 1
    assert reply.plain.endswith("Kind regards,\nJonas\nPine Shop")
    assert ([left.text for left in reply.leftovers], reply.ready, reply.is_edited) == (
        ["{{ own }}"],
        False,
        True,
    )


def test_each_value_is_asked_for_once_and_whatever_is_open_stops_the_message(worker: RenderWorker) -> None:
    reply = message(worker, "Hi {{ customer.name }}, {{ x }}.", "And {{ x }}, {{ y }} [oops]")
    assert [(wanted.name, wanted.missing) for wanted in reply.placeholders] == [
        ("customer.name", False),
        ("x", True),
        ("y", True),
    ]
    assert [left.text for left in reply.leftovers] == ["[oops]"]
    assert 'href="kb:field/x"' in reply.preview_html


def test_what_goes_with_a_greeting_is_no_longer_missing(worker: RenderWorker) -> None:
    reply = message(worker, "Hello,\n\nOne.", "Dear {{ customer.title }},\n\nTwo.")
    assert (reply.plain, reply.missing) == ("Hello,\n\nOne.\n\nTwo.", ())


def test_a_broken_piece_is_named(worker: RenderWorker) -> None:
    reply = message(worker, "One.", "{% if %}")
    assert reply.error.startswith("Title 1: ")
    assert not reply.ready


def test_it_is_laid_out_for_the_wished_channel(worker: RenderWorker) -> None:
    reply = message(worker, "# One\n\n- a", "**Two** [x](https://x.example/)", wish=Wish("sms", None, "en"))
    assert reply.plain == "One\n\n- a\n\nTwo x: https://x.example/"
    assert reply.channel == "sms"


def test_nothing_and_one_piece(worker: RenderWorker) -> None:
    assert stacked([], EMAIL, worker).error.startswith("There is no reply in this message")
    assert message(worker, "Hi Maya, one.").plain == "Hi Maya, one."


BODIES = st.lists(
    st.lists(
        st.sampled_from(
            [
                "The parcel left on Monday.",
                "- one\n- two",
                "**Bold** start, and [a link](https://x.example/a).",
                "1. first\n2. second",
                "> a quote\n>\n> of two",
                "Is there a note at the door?",
                "`code` here",
                "| a | b |\n|---|---|\n| 1 | 2 |",
                "Thank you for the photos you sent on Monday.",
                "Dear is what it was.",
            ]
        ),
        min_size=1,
        max_size=4,
        unique=True,
    ),
    min_size=2,
    max_size=4,
)


@given(bodies=BODIES, frames=st.lists(st.booleans(), min_size=4, max_size=4))
@FAST
def test_no_paragraph_is_lost(worker: RenderWorker, bodies: list[list[str]], frames: list[bool]) -> None:
    texts = ["\n\n".join(body) for body in bodies]
    bare = [message(worker, text).plain for text in texts]
    whole = [
        FRAME.replace("@", text) if framed else text for text, framed in zip(texts, frames, strict=False)
    ]
    reply = message(worker, *whole)
    assert "\n\n".join(bare) in reply.plain
    assert reply.plain.count("Kind regards") == reply.plain.count("Hello") == int(any(frames[: len(texts)]))


def test_card_numbers_go_out_masked(worker: RenderWorker) -> None:
    reply = message(worker, "One {{ x }}.", "Two.", conversation=MAYA.put("x", "4111 1111 1111 1111"))
    assert "1111 1111 1111" not in reply.plain + reply.html + reply.markdown + reply.preview_html
