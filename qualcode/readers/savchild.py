"""One SPSS file to JSON on standard output, run as a process of its own: the library that reads it may crash on damage.

This is a script, not a module of the program: `qualcode.readers.sav` starts it and judges what it says.
"""

from __future__ import annotations

import json
import sys
import warnings
from typing import Any

_MEMORY = 3 << 30


def _limited() -> None:
    """Bound what this process may take, where the system can."""
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY if hard < 0 else min(_MEMORY, hard), hard))


def _told(path: str, encoding: str | None) -> dict[str, Any]:
    import pyreadstat

    columns, meta = pyreadstat.read_sav(
        path, user_missing=True, disable_datetime_conversion=True, output_format="dict", encoding=encoding
    )
    return {
        "columns": list(columns),
        "cells": [[None if value != value else value for value in column] for column in columns.values()],
        "labels": [[name, sorted(values.items(), key=str)] for name, values in meta.variable_value_labels.items()],
        "missing": meta.missing_ranges,
        "types": meta.original_variable_types,
        "questions": meta.column_names_to_labels,
        "encoding": encoding or "",
    }


def main() -> int:
    """Print what the file holds; on a fault its sentence goes to standard error."""
    _limited()
    warnings.simplefilter("ignore")
    try:
        try:
            found = _told(sys.argv[1], None)
        except Exception as fault:
            if "convert string" not in str(fault):
                raise
            found = _told(sys.argv[1], "WINDOWS-1252")
        sys.stdout.buffer.write(json.dumps(found, default=str).encode("utf-8", "backslashreplace"))
    except Exception as fault:  # noqa: BLE001  whatever it is, the parent turns it into a sentence
        sys.stderr.write(f"{fault}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
