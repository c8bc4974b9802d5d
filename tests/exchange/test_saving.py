"""New files: whole, for their owner alone, and never in the place of another."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from prevent_tui.domain.errors import PreventError
from prevent_tui.exchange.saving import write_beside_others, write_folder, write_new


def why_not(file: Path) -> str:
    with pytest.raises(PreventError) as refusal:
        write_new(file, b"new")
    return refusal.value.code


def test_it_is_its_owners_alone(tmp_path: Path) -> None:
    write_new(tmp_path / "a.txt", b"words")
    assert (tmp_path / "a.txt").read_bytes() == b"words"
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["a.txt"]


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    (tmp_path / "link").symlink_to("elsewhere")
    assert (why_not(tmp_path / "a.txt"), why_not(tmp_path / "link")) == ("file_exists", "file_exists")
    assert (tmp_path / "a.txt").read_bytes() == b"old"
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "link"]


def test_where_there_is_no_folder_that_is_said(tmp_path: Path) -> None:
    assert why_not(tmp_path / "none" / "a.txt") == "cannot_create"


def test_a_stick_that_knows_no_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*arguments: object, **options: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    write_new(tmp_path / "a.txt", b"words")
    assert (tmp_path / "a.txt").read_bytes() == b"words"
    assert why_not(tmp_path / "a.txt") == "file_exists"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_the_same_again_is_one_file_and_another_gets_a_number(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "a.txt"
    assert [write_beside_others(file, [data]).name for data in (b"1", b"1", b"2", b"3", b"2")] == [
        "a.txt", "a.txt", "a-2.txt", "a-3.txt", "a-2.txt",
    ]  # fmt: skip


def test_a_folder_is_written_whole_and_never_in_the_place_of_another(tmp_path: Path) -> None:
    files = [("1.eml", b"one"), ("2.eml", b"two")]
    first = write_folder(tmp_path / "new", "reminders", files)
    second = write_folder(tmp_path / "new", "reminders", files)
    assert (first.name, second.name) == ("reminders", "reminders-2")
    assert [(file.name, file.read_bytes()) for file in sorted(second.iterdir())] == files
    assert stat.S_IMODE(first.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in first.iterdir()} == {0o600}


def test_a_folder_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "1.eml", b"one"
        raise PreventError("disk_full")

    with pytest.raises(PreventError):
        write_folder(tmp_path, "reminders", files())
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").write_text("")
    with pytest.raises(PreventError) as refused:
        write_folder(tmp_path / "file", "reminders", [])
    assert refused.value.code == "cannot_create"
