"""`kbassist index`: bring the search index up to the files."""

from argparse import ArgumentParser

from kbassist.cli.command import Call, Command
from kbassist.cli.exit_code import ExitCode


def _declare(parser: ArgumentParser) -> None:
    parser.add_argument("--rebuild", action="store_true", help="read everything anew")
    parser.add_argument(
        "--accept-removals",
        action="store_true",
        help="let articles go that vanished all at once and are held back",
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")


def _run(call: Call) -> ExitCode:
    with call.terminal.progress("Indexing") as bar:
        report = call.workspace.index(
            rebuild=call.arguments.rebuild,
            progress=lambda seen: bar(seen.done, seen.total),
            accept=call.arguments.accept_removals,
        )
    call.tell(call.workspace.status())
    counts = {
        "added": len(report.added),
        "modified": len(report.modified),
        "removed": len(report.removed),
        "failed": len(report.failed),
        "held": len(report.held),
        "duration_s": round(report.duration_s, 3),
        "articles": report.articles,
    }
    if call.arguments.json:
        call.terminal.json(counts)
    else:
        call.terminal.text(
            "{articles} articles indexed in {duration_s} s: {added} added, {modified} modified, "
            "{removed} removed, {failed} with errors".format_map(counts)
        )
    return ExitCode.FOUND


COMMAND = Command("index", "bring the search index up to date", "kbassist index --rebuild", _declare, _run)
