"""The command line: names and one line of help for every command, and the one place that turns a fault into a sentence.

Nothing heavy is imported here; a command's module is loaded when it is called.
"""

from __future__ import annotations

import sys

import click

from qualcode import __version__
from qualcode.cli.lazy import LazyGroup

CHAPTERS = {
    "A whole study": {
        "demo": ("qualcode.cli.build:demo", "Build the example study in a folder and show its tables."),
        "build": ("qualcode.cli.build:build", "Make a project and its tables from a study file."),
        "tables": ("qualcode.cli.build:tables", "Write the tables that a recipe file names."),
    },
    "A project": {
        "init": ("qualcode.cli.project:init", "Begin an empty project."),
        "add": ("qualcode.cli.add:add", "Add cases, persons, documents, codings and other sheets."),
        "import": ("qualcode.cli.add:import_", "Take over codings, or a project of another program."),
        "revise": ("qualcode.cli.revise:revise", "Give a document a corrected text; no coding is lost."),
        "codebook": ("qualcode.cli.codebook:codebook", "Show, check, compare and change codebooks."),
        "memo": ("qualcode.cli.memo:memo", "Write, list and take away notes on anything."),
        "search": ("qualcode.cli.search:search", "Where something was said, with the words around it."),
        "suggest": ("qualcode.cli.suggest:suggest", "Codes that the cues of the codebook propose."),
        "status": ("qualcode.cli.project:status", "How far each document and coder is."),
        "check": ("qualcode.cli.project:check", "What is wrong with the data of the project."),
        "history": ("qualcode.cli.project:history", "What was changed, when and by whom."),
        "undo": ("qualcode.cli.project:undo", "Take back a change."),
    },
    "Several laptops": {
        "sync": ("qualcode.cli.sharing:sync", "Share with colleagues through a folder."),
        "merge": ("qualcode.cli.sharing:merge", "Take over the changes of another copy."),
    },
    "People": {
        "pseudonyms": ("qualcode.cli.pseudonyms:pseudonyms", "Find names, replace them in copies, guard the project."),
        "forget": ("qualcode.cli.forget:forget", "Erase a person, a passage or a document for good."),
    },
    "Coding": {
        "code": ("qualcode.cli.coding:code", "Code transcripts on a screen in the terminal."),
    },
    "Coders compared": {
        "agreement": ("qualcode.cli.coders:agreement", "Intercoder agreement per code, depth, pair or document."),
        "disagreements": ("qualcode.cli.disagreements:disagreements", "Where coders differ, and how."),
        "reconcile": ("qualcode.cli.reconcile:reconcile", "Decide together where coders differ: the consensus."),
        "plan": ("qualcode.cli.plan:plan", "Who reads what: double coding, reading again, drift."),
    },
    "Cases compared": {
        "matrix": ("qualcode.cli.cases:matrix", "Codes per school, wave or role, in numbers."),
        "quotes": ("qualcode.cli.cases:quotes", "Codes per school, wave or role, in words."),
        "cooccurrence": ("qualcode.cli.cases:cooccurrence", "Which codes occur together."),
    },
    "Else": {
        "formats": ("qualcode.cli.formats:formats", "What can be read and written here."),
    },
}


@click.group(
    cls=LazyGroup,
    chapters=CHAPTERS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with: qualcode demo FOLDER. Help of a command: qualcode COMMAND --help.",
)
@click.version_option(__version__, message="qualcode %(version)s")
def app() -> None:
    """Qualitative coding by teams: from transcripts and a codebook to agreement and tables that can be proved."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 a fault of data or study, 2 a fault of the call."""
    try:
        from qualcode.cli.running import run

        code = run(app, sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:  # while loading, or while a first interruption was being told
        code = 130
    sys.exit(code)
