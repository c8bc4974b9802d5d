"""What belongs to the database as a whole: its settings and the device that records."""

from __future__ import annotations

import datetime as dt

from prevent_tui.domain.identity import random_id
from prevent_tui.storage import models
from prevent_tui.storage.rows import pairs, value


def setting(name: str) -> str | None:
    """A setting's value, or None where it was never set."""
    found: str | None = value(models.Setting.select(models.Setting.value).where(models.Setting.name == name))
    return found


def settings(names: tuple[str, ...]) -> dict[str, str]:
    """The settings of those names that were set."""
    query = models.Setting.select(models.Setting.name, models.Setting.value).where(models.Setting.name.in_(names))
    return dict(pairs(query))


def keep_setting(name: str, text: str) -> None:
    """Set a setting."""
    table = models.Setting
    table.insert(name=name, value=text).on_conflict(conflict_target=(table.name,), update={table.value: text}).execute()


def known_device() -> str | None:
    """The identity of this installation, once it has been made."""
    found: str | None = value(models.Device.select(models.Device.id).where(models.Device.own == 1))
    return found


def own_device(*, at: dt.datetime, name: str = "") -> str:
    """The identity of this installation, made when it is first asked for inside a write."""
    device = known_device()
    if device is None:
        device = random_id()
        models.Device.insert(id=device, name=name, own=True, created_at=at).execute()
    return device
