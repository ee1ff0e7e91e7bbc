"""One regular expression on many texts, run as a process of its own: an expression can take longer than a life.

This is a script, not a module of the program: `qualcode.store.searching` starts it and stops it when it takes too long.
It reads JSON from standard input and prints one line a document: the hits as [text, start, end].
"""

from __future__ import annotations

import json
import re
import sys
import warnings


def main() -> int:
    """Print the hits of each document, one line each, as soon as they are known; stop where there are enough."""
    asked = json.load(sys.stdin)
    warnings.simplefilter("ignore")
    pattern = re.compile(asked["pattern"], re.IGNORECASE if asked["ignore_case"] else 0)
    left = asked["enough"]
    for texts in asked["documents"]:
        hits: list[tuple[int, int, int]] = []
        for number, text in enumerate(texts):
            for match in pattern.finditer(text):
                if match.end() > match.start() and len(hits) < left:
                    hits.append((number, *match.span()))
            if len(hits) >= left:
                break
        left -= len(hits)
        sys.stdout.write(json.dumps(hits) + "\n")
        sys.stdout.flush()
        if left <= 0:
            break
    return 0


if __name__ == "__main__":
    sys.exit(main())
