"""What must happen when hostile articles are shown and hostile templates filled."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from kbassist.articles.folder import LibraryFolder
from kbassist.articles.library import Library
from kbassist.render.pages import RenderedPage
from kbassist.render.requests import ArticleRequest, ReplyRequest, TypedText
from kbassist.render.worker import RenderWorker
from kbassist.system.errors import ArticleNotFound, ArticleUnreadable, RenderFailed

FILES = Path(__file__).resolve().parent.parent.parent.parent / "shared" / "hostile"
GOOD = ArticleRequest("**ok**", "good.md")
PICTURE_BYTES = 20 * 1024 * 1024


@pytest.fixture(scope="module")
def files(shared: Path) -> Path:
    return shared / "hostile"


@pytest.fixture(scope="module")
def worker() -> Iterator[RenderWorker]:
    worker = RenderWorker()
    worker.variables("warm")
    worker.variables("the spare too")
    yield worker
    worker.close()


@pytest.fixture
def own_worker() -> Iterator[RenderWorker]:
    """A worker that may lose its children without a trace in the other tests."""
    worker = RenderWorker()
    worker.article(GOOD)
    worker.article(GOOD)
    yield worker
    worker.close()


def show(worker: RenderWorker, files: Path, name: str) -> RenderedPage:
    folder = LibraryFolder(files)

    def read_picture(path: str) -> bytes | None:
        try:
            return folder.read_attachment(".", path, PICTURE_BYTES)
        except (ArticleNotFound, ArticleUnreadable):
            return None

    article = folder.read(name, Library(str(files), "Hostile"))
    return worker.article(ArticleRequest(article.body, name), read_picture)


def names(*classes: str) -> list[str]:
    """Return the files of some classes; none where the files are absent, which skips the test."""
    found = sorted(path.name for path in FILES.glob("[a-k]*.md") if path.name[0] in classes)
    return [name for name in found if name != "h05_png_named.md"]


@pytest.mark.parametrize("name", names("a", "b", "c", "g", "h", "k", "j"))
def test_nothing_leads_outside_and_the_text_is_there(worker: RenderWorker, files: Path, name: str) -> None:
    page = show(worker, files, name)
    assert not page.badge
    if not name.startswith(("h08", "h09")):
        assert "CANARYBODY" in page.plain
        assert "CANARYBODY" in page.html
    for attribute in re.findall(r'(?:src|href)="([^"]*)"', page.html):
        assert attribute.startswith(("kb:", "http://", "https://", "mailto:", "#")), attribute
    assert not re.search(r'src="(?!kb:picture/)', page.html)
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\u200b]", page.html + page.plain)


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("b01_js_link.md", '<span class="blocked">click</span> <span class="blocked">x</span>'),
        ("b04_trav_link.md", '<span class="blocked">c</span>'),
        ("b05_text_mismatch.md", 'phish" title="kbx-canary.invalid">http://kbx-canary.invalid/phish</a>'),
        ("b07_mailto_attach.md", '<a href="mailto:a@b.example?subject=x" title="b.example">m</a>'),
        ("k01_attachment_trav.md", '<span class="blocked">file</span> <span class="blocked">win</span>'),
        ("k01_attachment_trav.md", '<span class="blocked">abs</span>'),
        ("c02_bidi_zw.md", "paypal"),
        ("e01_nested_tables.md", "CANARYBODY"),
        ("e06_colspan.md", '<td colspan="50">CANARYBODY</td>'),
        ("a12_title_html.md", "CANARYBODY text."),
    ],
)
def test_what_is_shown(worker: RenderWorker, files: Path, name: str, html: str) -> None:
    assert html in show(worker, files, name).html


@pytest.mark.parametrize("name", names("e", "f"))
def test_what_takes_too_long_is_shown_plain_and_the_next_page_is_right(
    own_worker: RenderWorker, files: Path, name: str
) -> None:
    page = show(own_worker, files, name)
    assert "CANARYBODY" in page.plain
    assert "CANARYBODY" in page.html or page.html.endswith("KB more</pre>")
    assert page.html.count("<table") <= 1
    assert max(map(len, re.split(r"[\s\u200b<>]", page.html))) <= 2500
    assert own_worker.article(GOOD).html == "<p><strong>ok</strong></p>"


def test_pictures_are_decoded_within_bounds(own_worker: RenderWorker, files: Path) -> None:
    for name in ("d07_use_all_images.md", "d09_many_big.md"):
        page = show(own_worker, files, name)
        assert "CANARYBODY" in page.plain
        assert all(data.startswith(b"\x89PNG") for data in page.pictures.values())
    for name in ("d01_svg_external.svg", "d05_png_20000.png", "d06_png_8000.png", "d08_truncated.png"):
        with pytest.raises(RenderFailed):
            own_worker.picture((files / name).read_bytes())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("i01_liquid_loop.md", "a range of more than 10,000 numbers"),
        ("i02_liquid_join.md", "a range of more than 10,000 numbers"),
        ("i03_liquid_double.md", "a text that grows without end"),
        ("i04_liquid_include.md", "unexpected tag 'include'"),
        ("i05_jinja_mro.md", ""),
        ("i06_value_injection.md", None),
        ("i07_many_placeholders.md", None),
        ("i08_odd_placeholders.md", ""),
        ("i09_nan_filter.md", "the filter 'round' cannot work with this value"),
    ],
)
def test_hostile_templates_fail_with_a_sentence(
    own_worker: RenderWorker, files: Path, name: str, expected: str | None
) -> None:
    template = (files / name).read_text("utf-8")
    values = {"name": TypedText("{{ secret }}"), "secret": TypedText("s")}
    reply = own_worker.reply(ReplyRequest(template, values, datetime(2026, 11, 22)))
    if expected is not None:
        assert reply.fault is not None
        assert expected in reply.fault.message
    elif not reply.badge:  # 5,000 placeholders take as long as the budget on a busy machine
        assert reply.fault is None
    assert len(reply.touched) <= 200
    assert "root:" not in reply.plain
    if name.startswith("i06"):
        assert "Hello {{ secret }}, your code s." in reply.plain
    assert own_worker.article(GOOD).html == "<p><strong>ok</strong></p>"


def test_a_reply_carries_nothing_remote_or_hidden(own_worker: RenderWorker, files: Path) -> None:
    for name in names("a", "b", "c"):
        reply = own_worker.reply(ReplyRequest((files / name).read_text("utf-8"), {}, datetime(2026, 11, 22)))
        assert "src=" not in reply.html
        assert "<img" not in reply.html
        assert not re.search(r" (?:class|id|on\w+)=", reply.html)
        assert not re.search(r'href="(?!https?://|mailto:)', reply.html)
        assert ("HIDDENCANARY" in reply.html) == ("HIDDENCANARY" in reply.plain)


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed here")
def test_no_file_outside_is_opened_and_no_socket_made(files: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    command = [
        "strace",
        "-f",
        "-qq",
        "-s",
        "400",
        "-e",
        "trace=open,openat,openat2,socket,connect",
        "-o",
        str(trace),
    ]
    subprocess.run([*command, sys.executable, "-c", _SHOW_ALL, str(files)], check=True, timeout=100)
    calls = trace.read_text("utf-8", "replace")
    assert "socket(" not in calls
    assert "connect(" not in calls
    opened = set(re.findall(r'open(?:at2?)?\((?:\w+, )?"([^"]*)"', calls))
    assert any(path.endswith("a01_remote_img.md") for path in opened)
    assert not [path for path in opened if "kbx-canary" in path or "passwd" in path]
    own = (
        str(files),
        sys.prefix,
        sys.base_prefix,
        "/usr",
        "/etc/ld.so",
        "/etc/localtime",
        "/lib",
        "/proc",
        "/sys",
        "/dev",
    )
    checkout = str(Path(__file__).resolve().parent.parent.parent)
    foreign = {path for path in opened if path.startswith("/") and not path.startswith((*own, checkout))}
    assert not {
        path for path in foreign if not path.endswith((".so", ".py", ".pyc", ".pth", "pyvenv.cfg", "._pth"))
    }


_SHOW_ALL = """
import sys
from datetime import datetime
from pathlib import Path
from kbassist.articles.folder import LibraryFolder
from kbassist.articles.library import Library
from kbassist.render.requests import ArticleRequest, ReplyRequest
from kbassist.render.worker import RenderWorker
from kbassist.system.errors import KbError
root = Path(sys.argv[1])
folder, worker = LibraryFolder(root), RenderWorker(budget_s=60)
def read(path):
    try:
        return folder.read_attachment(".", path, 20_000_000)
    except KbError:
        return None
for path in sorted(root.glob("[abcdk]*.md")):
    article = folder.read(path.name, Library(str(root), "x"))
    worker.article(ArticleRequest(article.body, path.name), read)
    worker.reply(ReplyRequest(article.body, {}, datetime(2026, 1, 1)))
for path in sorted(root.glob("d*.*g")):
    try:
        worker.picture(path.read_bytes())
    except KbError:
        pass
worker.close()
"""
