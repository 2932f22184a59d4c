"""Looking words up, and what was meant by wrong ones, within a time."""

import pytest

from kbassist.spelling.speller import Speller
from tests.spelling.tiny import ENGLISH, GERMAN, write_dictionary


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Speller:
    return Speller(str(write_dictionary(tmp_path_factory.mktemp("en"), "en_US", ENGLISH)))


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Speller:
    return Speller(str(write_dictionary(tmp_path_factory.mktemp("de"), "de_DE", GERMAN)))


def test_verdicts(english: Speller) -> None:
    words = {"parcel": True, "Parcels": True, "parcle": False, "customer’s": True, "sno\u00adws": True}
    assert english.verdicts(list(words)) == list(words.values())


def test_compounds_and_composed_letters(german: Speller) -> None:
    assert german.verdicts(["Paketnummer", "Strafle", "verspa\u0308tet"]) == [True, False, True]


def test_what_takes_too_long_counts_as_right_and_ends_the_round(english: Speller) -> None:
    assert english.verdicts(["parcle", "teh", "hello"], budget_s=0.0, word_s=-1.0) == [True]


@pytest.mark.parametrize(("word", "meant"), [("recieve", "receive"), ("Helo", "Hello"), ("snoww", "snow")])
def test_suggestions(english: Speller, word: str, meant: str) -> None:
    assert english.suggestions(word)[0] == meant


def test_a_letter_that_is_missing_in_a_compound_is_found_first(german: Speller) -> None:
    assert german.suggestions("Kundennumer")[0] == "Kundennummer"


def test_suggestions_that_take_too_long_are_left_out(german: Speller) -> None:
    assert german.suggestions("Kundennumer", budget_s=-1.0) == []
