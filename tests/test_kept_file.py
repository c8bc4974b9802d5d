from __future__ import annotations

from pathlib import Path

import pytest

from prevent_tui.domain.errors import PreventError
from prevent_tui.kept_file import keep


def test_a_file_takes_nobodys_place_and_is_for_its_owner(tmp_path: Path) -> None:
    (tmp_path / "entry.ics").write_bytes(b"another")
    (tmp_path / "entry-2.ics").symlink_to(tmp_path / "nowhere")
    path = keep(tmp_path, "entry.ics", b"data")
    assert (path, path.read_bytes(), path.stat().st_mode & 0o777) == (tmp_path / "entry-3.ics", b"data", 0o600)
    assert (tmp_path / "entry.ics").read_bytes() == b"another"
    assert not (tmp_path / "nowhere").exists()


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(PreventError) as refused:
        keep(tmp_path / "nowhere", "entry.ics", b"data")
    assert refused.value.code == "cannot_create"
