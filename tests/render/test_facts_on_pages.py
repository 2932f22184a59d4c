"""What an agent reads on an article's page: the values of facts, and lines that start where they should."""

from collections.abc import Iterator

import pytest

from kbassist.render.pages import RenderedPage
from kbassist.render.requests import ArticleRequest
from kbassist.render.worker import RenderWorker

FACTS = {"return_days": "30", "evil": "<b>{{ x }}</b> [a](javascript:b)"}


@pytest.fixture(scope="module")
def worker() -> Iterator[RenderWorker]:
    worker = RenderWorker()
    worker.warm()
    worker.warm()  # the spare one too, so that no test seems to leave its thread behind
    yield worker
    worker.close()


def _page(worker: RenderWorker, markdown: str) -> RenderedPage:
    return worker.article(ArticleRequest(markdown, "returns.md", facts=FACTS))


def test_a_fact_is_read_as_its_value(worker: RenderWorker) -> None:
    assert _page(worker, "Within {{ facts.return_days }} days.").plain == "Within 30 days."


def test_an_unknown_fact_stays_a_placeholder(worker: RenderWorker) -> None:
    assert "[Facts nothing]" in _page(worker, "Within {{ facts.nothing }} days.").plain


def test_the_value_of_a_fact_is_never_parsed(worker: RenderWorker) -> None:
    page = _page(worker, "So: {{ facts.evil }}")
    assert page.plain == f"So: {FACTS['evil']}"
    assert "<b>" not in page.html and "<a" not in page.html


def test_liquid_in_code_is_shown_as_written(worker: RenderWorker) -> None:
    assert "{{ facts.return_days }}" in _page(worker, "Write `{{ facts.return_days }}`.").plain


@pytest.mark.parametrize("end", ["  \n", "\\\n"])
def test_a_line_after_a_hard_break_is_not_indented(worker: RenderWorker, end: str) -> None:
    assert _page(worker, f"Kind regards,{end}Robin").plain == "Kind regards,\nRobin"
