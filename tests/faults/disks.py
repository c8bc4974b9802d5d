"""Disks that fail while the program runs: one that fills up, files that may not grow, one that can't be written."""

from __future__ import annotations

import contextlib
import errno
import os
import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


class SmallDisk:
    """A file system of a few megabytes in memory, mounted for a test."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._filler = directory / "filler"

    def fill(self, pid: int) -> None:
        """Leave not one block free."""
        with self._filler.open("wb", buffering=0) as filler:
            for size in (65536, 4096):
                with contextlib.suppress(OSError):
                    while filler.write(b"\0" * size) == size:
                        pass

    def mend(self, pid: int) -> None:
        """Make room again."""
        self._filler.unlink()

    def lock(self) -> None:
        """Let nothing on it be written; nobody may have it open."""
        _mount("-o", "remount,ro", str(self.directory))

    def unlock(self) -> None:
        """Let it be written again."""
        _mount("-o", "remount,rw", str(self.directory))


class Limit:
    """A limit on the size of the files that one running program writes; its writes fail as on a bad disk."""

    def fill(self, pid: int) -> None:
        """Let no file of the program be written beyond its first bytes."""
        _, self._hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, self._hard))

    def mend(self, pid: int) -> None:
        """Lift the limit."""
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (self._hard, self._hard))


@contextlib.contextmanager
def small_disk(directory: Path) -> Iterator[SmallDisk]:
    """Mount a small disk there; the test is skipped where that isn't permitted."""
    directory.mkdir()
    try:
        _mount("-t", "tmpfs", "-o", "size=8m,mode=0700", "tmpfs", str(directory))
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no file system can be mounted here")
    try:
        yield SmallDisk(directory)
    finally:
        subprocess.run(["umount", "-l", str(directory)], check=True)


def _mount(*arguments: str) -> None:
    if os.geteuid() != 0:
        raise PermissionError(errno.EPERM, "not root")
    subprocess.run(["mount", *arguments], check=True, capture_output=True)
