"""The program as tests bend it: `python -m tests.journeys.launcher --courses DIR …`, or `--broken-home …`.

What follows is given to the program as it stands.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

from prevent_tui import bootstrap, cli

SECRET = "payroll 00042"


def main() -> int:
    way, *arguments = sys.argv[1:]
    if way == "--courses":
        directory, *arguments = arguments
        bootstrap.courses_directory = lambda: Path(directory)
    elif way == "--broken-home":
        from prevent_tui.screens.home import HomeScreen

        HomeScreen.say = _broken  # type: ignore[method-assign]
    return cli.main(arguments)


def _broken(self: object) -> NoReturn:
    held = SECRET
    raise RuntimeError(f"broken on purpose after {len(held)}")


if __name__ == "__main__":
    sys.exit(main())
