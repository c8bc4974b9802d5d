"""Several processes that do the same thing at the same moment."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence


def outcomes(script: str, arguments: Sequence[Sequence[str]]) -> list[str]:
    """What a script prints last, run once for each list of arguments; all begin when all are ready, sorted.

    The script prints "ready" and waits for a line before it does what is raced for.
    """
    running = [
        subprocess.Popen([sys.executable, "-c", script, *one], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for one in arguments
    ]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    return sorted(process.communicate()[0].strip() for process in running)
