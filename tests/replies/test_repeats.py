"""The repeat guard: the same reply again, or one much like it, is recognised without being kept."""

import pytest

from kbassist.replies.repeats import MUCH_ALIKE, RepeatGuard

SENT = (
    "Hi Lena,\n\nThank you for your patience. Your parcel with order 778812 left our warehouse on 20 November"
    " and is with the carrier now. It usually takes three to five working days. You can follow it at"
    " https://track.example/PB204417365. If it has not come by 27 November, write to us and we will look for"
    " it."
    "\n\nKind regards,\nRobin"
)


def guarded(*sent: str) -> RepeatGuard:
    guard = RepeatGuard()
    for text in sent:
        guard.remember(text)
    return guard


@pytest.mark.parametrize(
    "text",
    [
        SENT,
        SENT.replace("778812", "99417").replace("20 November", "3 November").replace("PB204417365", "PB1"),
        SENT.replace("Hi Lena,", "Dear Ms Vogt,").replace("Kind regards,\nRobin", "Best wishes,\nDana"),
        SENT.upper(),
        SENT.replace("Thank you for your patience. ", ""),
        SENT.replace("write to us and we will look for it", "tell us, please"),
    ],
)
def test_the_same_in_other_clothes_is_a_repetition(text: str) -> None:
    assert guarded("Something else was said first.", SENT).likeness(text) >= MUCH_ALIKE


@pytest.mark.parametrize(
    "text",
    [
        "Hi Lena,\n\nI have cancelled your order, and you get your money back within five working days.",
        "Ihr Paket ist unterwegs und kommt in drei bis fünf Werktagen an.",
        "Thank you.",
        "",
    ],
)
def test_another_reply_is_none(text: str) -> None:
    assert guarded(SENT).likeness(text) < MUCH_ALIKE


def test_the_very_same_is_one_and_nothing_is_nothing() -> None:
    assert guarded(SENT).likeness(SENT) == 1.0
    assert RepeatGuard().likeness(SENT) == 0.0
    assert guarded("").likeness("") == 0.0


def test_a_reply_that_says_more_is_no_repetition() -> None:
    more = SENT.replace(
        "\n\nKind", " ".join(f" And step {word} of all the others." for word in "abcdefghijkl") + "\n\nKind"
    )
    assert guarded(SENT).likeness(more) < MUCH_ALIKE


def test_guards_share_nothing_and_forget() -> None:
    first = guarded(SENT)
    assert RepeatGuard().likeness(SENT) == 0.0
    first.forget()
    assert first.likeness(SENT) == 0.0


def test_only_salted_hashes_are_kept() -> None:
    first, second = guarded("word"), guarded("word")
    assert "word" not in repr(first._sent)
    assert list(first._sent) != list(second._sent)


def test_endless_text_is_bounded() -> None:
    guard = guarded("step by step " * 200_000)
    assert guard.likeness("step by step " * 200_000) == 1.0
