"""Which web addresses are asked for, where they stand, and what is said of them."""

from pathlib import Path

from kbassist.articles.folder import LibraryFolder
from kbassist.checks.addresses import Answer, Answered, address_problems, addresses_of
from kbassist.checks.checker import Checker, Templates
from kbassist.checks.shelf import Shelf
from kbassist.checks.subject import Template
from kbassist.workspace.subject import folder_of
from tests.checks.conftest import NOW

TEXT = """# A

[one](https://a.com/one#part), https://a.com/two_(2). (Or http://a.com/three.) <https://a.com/four>
[https://a.com/one](https://a.com/one) ![x](https://a.com/x.png) <a href="https://a.com/?a=1&amp;b=2">5</a>
`https://a.com/code` https://example.com/ https://a.com/{{ order.id }} [x](https://a.com/{{order.id}})
http://localhost/ https://shop.example/ ftp://a.com/ mailto:x@a.com https://[ me@https://a.com/at

## R {.reply}

[six]: https://a.com/six

Look at https://a.com/two_(2)!
"""


def shelf_of(root: Path) -> Shelf:
    folder = folder_of(LibraryFolder(root), lambda: False)
    checker = Checker(folder.library, Templates(lambda wanted: [Template()] * len(wanted)))
    checker.look(folder, NOW.date(), lambda _done, _total: None)
    return checker.shelf


def test_the_addresses_of_a_library(root: Path) -> None:
    (root / "a.md").write_text(TEXT)
    (root / "_facts.yaml").write_text("days: 14\nform: https://a.com/form\n")
    assert addresses_of(shelf_of(root)) == {
        "http://a.com/three": (("a.md", (3, 59)),),
        "https://a.com/?a=1&b=2": (("a.md", (4, 66)),),
        "https://a.com/form": (("_facts.yaml", (2, 7)),),
        "https://a.com/four": (("a.md", (3, 81)),),
        "https://a.com/one": (("a.md", (3, 1)), ("a.md", (4, 1))),
        "https://a.com/six": (("a.md", (10, 1)),),
        "https://a.com/two_(2)": (("a.md", (3, 32)), ("a.md", (12, 9))),
        "https://a.com/x.png": (("a.md", (4, 40)),),
    }


def test_what_is_said_of_them(root: Path) -> None:
    (root / "a.md").write_text(TEXT)
    answers = {
        "https://a.com/one": Answered(Answer.GONE, "there is no such page (404)"),
        "https://a.com/four": Answered(Answer.NO_HOST, "There is no host a.com."),
        "https://a.com/six": Answered(Answer.SILENT, "the server answers with an error (500)"),
        "https://a.com/two_(2)": Answered(Answer.THERE),
        "http://a.com/three": Answered(Answer.REFUSED, "It is private."),
    }
    assert [(p.code, p.line, p.message) for p in address_problems(shelf_of(root), answers)] == [
        ("dead-address", 3, "https://a.com/four: There is no host a.com; correct or remove the link."),
        ("dead-address", 3, "https://a.com/one: there is no such page (404); correct or remove the link."),
        ("dead-address", 4, "https://a.com/one: there is no such page (404); correct or remove the link."),
        (
            "silent-address",
            10,
            "https://a.com/six: the server answers with an error (500); look at it in a browser.",
        ),
    ]
