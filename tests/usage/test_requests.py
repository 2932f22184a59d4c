"""Variants that agents wish for."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from kbassist.articles.article import ArticleRef
from kbassist.usage.requests import open_requests

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
REFUND = ArticleRef("/kb", "refund")


def test_requests_are_kept_once_listed_and_withdrawn(tmp_path: Path) -> None:
    requests = open_requests(tmp_path / "requests.db", NOW).requests
    first = requests.add(REFUND, "chat", "calm", None, NOW)
    second = requests.add(ArticleRef("/kb", "refund#chat"), None, None, "de", NOW + timedelta(1))
    assert requests.add(REFUND, "chat", "calm", None, NOW + timedelta(2)) == first
    requests.close()
    requests = open_requests(tmp_path / "requests.db", NOW).requests
    newest, oldest = requests.all()
    assert (newest.number, newest.ref, newest.channel, newest.lang) == (second, REFUND, None, "de")
    assert (oldest.number, oldest.channel, oldest.tone, oldest.lang) == (first, "chat", "calm", None)
    assert oldest.at == NOW
    assert requests.withdraw(first)
    assert not requests.withdraw(first)
    assert [request.number for request in requests.all()] == [second]
    requests.close()


def test_a_request_that_was_removed_can_be_put_back(tmp_path: Path) -> None:
    requests = open_requests(tmp_path / "requests.db", NOW).requests
    number = requests.add(REFUND, "chat", None, None, NOW)
    (before,) = requests.all()
    requests.withdraw(number)
    requests.restore(before)
    requests.restore(before)
    assert requests.all() == (before,)
    requests.close()
