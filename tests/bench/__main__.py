"""`python -m tests.bench WHAT --library DIR [--json]`: see the README's developer part."""

import argparse
import importlib
import os
import sys

from kbassist.system.arithmetic import keep_to_one_thread


def main() -> int:
    """Pick the benchmark and run it; each is imported only when asked for."""
    keep_to_one_thread(os.environ)  # as the program itself does
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    commands = parser.add_subparsers(required=True)
    for name, text in (
        ("search", "keystrokes into kbassist, tantivy, SQLite FTS5 and plain Whoosh, in turn"),
        ("start", "process start to first usable search, cold and warm"),
        ("stall", "the longest gap in a 5 ms timer of the window while a library is being indexed"),
        ("paint", "keystroke to painted list"),
        ("write", "keystroke to painted preview of a long article, and the gaps meanwhile"),
        ("team", "clone, sync, scan and idling, beside git by hand and a watcher"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("--library", required=True, metavar="DIR")
        command.add_argument("--json", action="store_true")
        command.add_argument("--streams", type=int, default=200, help="how many searches are typed")
        command.set_defaults(module=name, function="run")
        if name == "search":
            command.add_argument("--engines", metavar="A,B", help="only these, such as kbassist,tantivy")
    _add_suggest(commands)
    _add_share(commands)
    memory = commands.add_parser("memory", help="used by `search`: the memory of one engine")
    for name in ("engine", "library", "scratch"):
        memory.add_argument(name)
    memory.set_defaults(module="search", function="run_memory")
    arguments = parser.parse_args()
    if getattr(arguments, "inside", None):
        arguments.function = "run_inside"
    module = importlib.import_module(f"tests.bench.{arguments.module}")
    return int(getattr(module, arguments.function)(arguments))


def _add_share(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("share", help="a folder of which every call takes milliseconds")
    command.add_argument("--library", required=True, metavar="DIR", help="articles to fill the folder with")
    command.add_argument("--files", type=int, default=3000)
    command.add_argument("--delay-ms", type=int, default=5, help="how long each call takes")
    command.add_argument("--json", action="store_true")
    command.add_argument("--inside", help=argparse.SUPPRESS)
    command.add_argument("--index-only", action="store_true", help=argparse.SUPPRESS)
    command.set_defaults(module="share", function="run")


def _add_suggest(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    text = "customers' questions to articles: kbassist, tantivy and SQLite FTS5, in turn"
    command = commands.add_parser("suggest", help=text)
    command.add_argument("--questions", required=True, metavar="CSV", help="a file of text,label,split")
    command.add_argument("--library", metavar="DIR", help="without it every label is an article of its own")
    command.add_argument("--map", metavar="FILE", help="label,article: which article answers a label")
    command.add_argument("--distractors", metavar="DIR", help="articles to put around those that answer")
    command.add_argument("--articles", type=int, default=2000, help="how many of those")
    command.add_argument(
        "--k", type=int, nargs="+", default=[0, 1, 5, 20], help="learned questions an article"
    )
    command.add_argument("--count", type=int, default=1500, help="how many questions are asked")
    command.add_argument("--asked", default="test", help="the split that is asked; train asks half of it")
    command.add_argument("--engines", metavar="A,B", help="only these, such as kbassist,fts5")
    command.add_argument("--json", action="store_true")
    command.set_defaults(module="suggest", function="run")


if __name__ == "__main__":
    sys.exit(main())
