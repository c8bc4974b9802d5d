"""Runs the program: `python -m prevent_tui`."""

from __future__ import annotations

import sys

from prevent_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())
