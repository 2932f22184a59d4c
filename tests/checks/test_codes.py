"""Every code that anything reports is in the table, and every one of the table is reported."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import kbassist
from kbassist.checks.codes import CODES
from kbassist.checks.rules import FILE_RULES, LIBRARY_RULES, SHELF_RULES

CODE = re.compile(r"[a-z]+(?:-[a-z]+)*")
YAML_TOO = ("front-matter-broken", "front-matter-deep", "front-matter-anchor")


def test_every_code_is_in_the_table_and_in_one_rule() -> None:
    ruled = [code for rule in (*FILE_RULES, *SHELF_RULES, *LIBRARY_RULES) for code in rule.codes]
    # Fields are declared by articles and by the library, which are looked at apart.
    assert len(ruled) == len({*ruled}) + 1
    read = set(_codes_of_reading())
    asked = {"dead-address", "silent-address"}  # found when web addresses are asked for
    assert read | {*ruled} | asked == set(CODES)


def _codes_of_reading() -> Iterator[str]:
    """Find the codes that reading reports in the sources: what is called so, or stands before a sentence."""
    for path in sorted((Path(kbassist.__file__).parent / "articles").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for code in _codes_in(node):
                yield code
                if code in YAML_TOO:
                    yield code.replace("front-matter", "yaml")
    yield "yaml-text"


def _is_slip(node: ast.AST) -> bool:
    return isinstance(node, ast.Tuple) and len(node.elts) == 3 and "guide-" in ast.unparse(node.elts[1])


def _codes_in(node: ast.AST) -> Iterator[str]:
    """A code is the second of the arguments, the third of a problem's, the second of a slip's three."""
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        places = {"error": 1, "warn": 1, "inform": 1, "_add": 1, "YamlRefused": 1, "_note": 1, "Problem": 2}
        values = node.args[places[name] :][:1] if name in places else []
    else:
        values = [node.elts[1]] if isinstance(node, ast.Tuple) and _is_slip(node) else []
    for value in values:
        code = value.value if isinstance(value, ast.Constant) else None
        # A front matter that is no list of keys is no front matter, and nothing is said.
        if isinstance(code, str) and CODE.fullmatch(code) and code != "front-matter-text":
            yield code
