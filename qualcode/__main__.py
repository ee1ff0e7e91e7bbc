"""``python -m qualcode``: the command line."""

from __future__ import annotations

from qualcode.cli import main

if __name__ == "__main__":
    main()
