"""A doorbell between terminals of one machine: who changed what others are looking at rings, and they look at once.

It carries no words and nothing depends on it: whoever isn't reached (another machine, no private directory) looks again
a second later anyway. Every listener has a socket of its own in a directory that only its user can open.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

_LONGEST_PATH = 107
"""Bytes of a socket's path on Linux."""


class Doorbell:
    """The doorbell of one user on this machine; a topic is any name that can be a file's."""

    def __init__(self, directory: str | Path) -> None:
        self._directory = Path(directory)

    def ring(self, topic: str) -> None:
        """Wake all who listen for this topic; a socket that nobody reads any more is taken away."""
        for path in self._directory.glob(f"{topic}.*"):
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as out:
                try:
                    out.sendto(b"!", str(path))
                except ConnectionRefusedError:
                    path.unlink(missing_ok=True)
                except OSError:
                    continue  # gone just now, or rung so often that it has not been heard yet

    def listen(self, topic: str, heard: Callable[[], object]) -> Callable[[], None]:
        """Call `heard` on the running event loop at every ring from now on; gives back what ends it."""
        path = self._directory / f"{topic}.{os.urandom(4).hex()}"
        if not _is_private(self._directory) or len(os.fsencode(path)) > _LONGEST_PATH:
            return lambda: None
        ears = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
        try:
            ears.bind(str(path))
        except OSError:
            ears.close()
            return lambda: None
        loop = asyncio.get_running_loop()
        loop.add_reader(ears, _hear, ears, heard)

        def end() -> None:
            loop.remove_reader(ears)
            ears.close()
            path.unlink(missing_ok=True)

        return end


def _hear(ears: socket.socket, heard: Callable[[], object]) -> None:
    with contextlib.suppress(BlockingIOError):
        while ears.recv(1):
            pass
    heard()


def _is_private(directory: Path) -> bool:
    """Whether the directory is there, ours, and nobody else's to look into; it is made where it is missing."""
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = directory.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
