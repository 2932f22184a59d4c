"""Edits stay with the reply that they were made from, and are offered back elsewhere."""

from kbassist.articles.article import ArticleRef
from kbassist.replies.edits import Edit, Edits

WARM = ArticleRef("/library", "refund#warm")
CALM = ArticleRef("/library", "refund#calm")
OTHER = ArticleRef("/library", "invoice#warm")
ELSEWHERE = ArticleRef("/second", "refund#warm")


def test_an_edit_is_found_again_and_forgotten():
    edits = Edits().put(WARM, "mine", "theirs")
    assert edits.of(WARM) == Edit("mine", "theirs")
    assert edits.of(CALM) is None
    assert edits.without(WARM) == Edits()


def test_a_text_like_its_base_is_no_edit():
    edits = Edits().put(WARM, "mine", "theirs")
    assert len(edits.put(WARM, "theirs", "theirs")) == 0


def test_another_variant_offers_back_what_was_typed_the_latest_first():
    direct = ArticleRef("/library", "refund#direct")
    edits = Edits().put(WARM, "1").put(CALM, "2").put(OTHER, "3").put(ELSEWHERE, "4").put(WARM, "5")
    assert [edit.text for _, edit in edits.elsewhere(direct)] == ["5", "2"]
    assert [key for key, _ in edits.elsewhere(WARM)] == [CALM]


def test_what_was_typed_is_not_in_its_repr():
    assert "Maya" not in repr(Edits().put(WARM, "Dear Maya", "Dear"))
