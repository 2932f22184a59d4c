"""A placeholder that prints nothing leaves no trace in the text around it."""

from datetime import datetime

import pytest

from kbassist.render.gaps import without_gaps
from kbassist.render.requests import ReplyRequest
from kbassist.render.tokens import GAP
from kbassist.render.worker import RenderWorker

NOW = datetime(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("A @ B.", "A B."),
        ("A @.", "A."),
        ("@ A", "A"),
        ("A @@ B", "A B"),
        ("A (@) B", "A B"),
        ("**@** A `@`", "A"),
        ("[@](https://x.example/@)", "[](https://x.example/)"),
        ("A\n@\nB", "A\nB"),
        ("A  \n@  \nB", "A  \nB"),
        ("A\\\n@\\\nB", "A\\\nB"),
        ("A\n\n@\n\nB", "A\n\n\n\nB"),
        ("@\nB", "\nB"),
        ("- A\n- @\n- B", "- A\n- B"),
        ("1. A\n2. **@**", "1. A"),
        ("- @ A", "- A"),
        ("> @\n\n## @\n\nA", "\n\nA"),
        ("| a | @ |", "| a | |"),
        ("A  B \n\n- \n", "A  B \n\n- \n"),
    ],
)
def test_gaps_are_closed(text: str, closed: str) -> None:
    assert without_gaps(text.replace("@", GAP)) == closed


@pytest.mark.parametrize("gap", ["{% own %}x{% endown %}", '{{ x | default: "" }}', "{{ x }}"])
def test_an_item_that_prints_nothing_is_none(worker: RenderWorker, gap: str) -> None:
    template = (
        f"- one\n- {gap}\n- three\n\n{{% capture c %}}{gap}{{% endcapture %}}"
        "{% if c == '' %}None.{% endif %}"
    )
    page = worker.reply(ReplyRequest(template, {}, NOW, optional=("own.x", "x")))
    assert (page.plain, page.markdown) == ("- one\n- three\n\nNone.",) * 2
    assert "strong" not in page.html
