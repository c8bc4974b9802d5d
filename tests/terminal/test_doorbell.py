"""Who listens is woken at once; nothing is lost, or broken, where nobody can be."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest

from prevent_tui.terminal.doorbell import Doorbell


@pytest.fixture
def bell(tmp_path: Path) -> Doorbell:
    return Doorbell(tmp_path / "run")


async def test_a_ring_wakes_everybody_who_listens_for_that_topic(bell: Doorbell) -> None:
    heard = {name: asyncio.Event() for name in ("one", "two", "other")}
    ends = [bell.listen("talk" if name != "other" else "another", event.set) for name, event in heard.items()]
    bell.ring("talk")
    await asyncio.wait_for(asyncio.gather(heard["one"].wait(), heard["two"].wait()), 5)
    assert not heard["other"].is_set()
    for end in ends:
        end()


async def test_many_rings_before_it_is_heard_are_one(bell: Doorbell) -> None:
    rings: list[int] = []
    done = asyncio.Event()

    def heard() -> None:
        rings.append(1)
        done.set()

    end = bell.listen("talk", heard)
    for _ in range(500):
        bell.ring("talk")
    await asyncio.wait_for(done.wait(), 5)
    assert rings == [1]
    end()


async def test_nothing_is_left_behind(bell: Doorbell, tmp_path: Path) -> None:
    end = bell.listen("talk", lambda: None)
    end()
    assert not list((tmp_path / "run").iterdir())
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as killed:
        killed.bind(str(tmp_path / "run" / "talk.dead"))
    bell.ring("talk")
    assert not list((tmp_path / "run").iterdir())


async def test_a_directory_that_others_can_open_is_not_used(bell: Doorbell, tmp_path: Path) -> None:
    (tmp_path / "run").mkdir(mode=0o755)
    (tmp_path / "run").chmod(0o755)
    bell.listen("talk", lambda: None)()
    bell.ring("talk")
    assert not list((tmp_path / "run").iterdir())


async def test_a_path_too_long_for_a_socket_is_no_fault(tmp_path: Path) -> None:
    bell = Doorbell(tmp_path / ("long" * 40))
    bell.listen("talk", lambda: None)()
    bell.ring("talk")
