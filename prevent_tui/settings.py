"""Settings: flags, then the environment, then the user's file, then the site's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from prevent_tui import paths
from prevent_tui.domain.errors import PreventError


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set; `contact` is whom people ask at this site, `theme` one of the house's.

    `organisation` issues the certificates, `certificate_key` is the file of the key they are signed with, and
    `save_directory` is where the screens save files.
    """

    database: str
    language: str = ""
    theme: str = "house"
    contact: str = ""
    mouse: bool = False
    log: str = ""
    organisation: str = ""
    certificate_key: str = ""
    save_directory: str = ""


_NAMES = {field.name: field.type for field in fields(Settings)}


def load(environ: Mapping[str, str], *, config: str | None = None, **flags: str | None) -> Settings:
    """The settings in force. Raises `bad_settings` (file, name) for a file that can't be used."""
    files = [Path(config)] if config else list(map(Path, paths.config_files(environ)))
    settings = Settings(
        database=f"sqlite:///{paths.data_directory(environ)}/prevent_tui.db",
        log=paths.log_file(environ),
        save_directory=paths.save_directory(environ),
    )
    for file in files:
        settings = replace(settings, **_from_file(file, required=bool(config)))
    settings = replace(settings, **_from_environment(environ))
    given: dict[str, Any] = {name: value for name, value in flags.items() if value}
    return replace(settings, **given)


def _from_file(file: Path, *, required: bool) -> dict[str, Any]:
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        if required:
            raise PreventError("bad_settings", file=str(file), name=error.strerror) from error
        return {}
    except OSError as error:
        raise PreventError("bad_settings", file=str(file), name=error.strerror) from error
    except UnicodeDecodeError as error:
        raise PreventError("bad_settings", file=str(file), name=str(error)) from error
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PreventError("bad_settings", file=str(file), name=str(error)) from error
    for name, value in values.items():
        wanted = bool if _NAMES.get(name) in (bool, "bool") else str
        if name not in _NAMES or not isinstance(value, wanted):
            raise PreventError("bad_settings", file=str(file), name=name)
    return values


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in ("database", "language", "theme", "contact", "organisation", "certificate_key", "save_directory"):
        value = environ.get(f"PREVENT_TUI_{name.upper()}")
        if value:
            found[name] = value
    if environ.get("PREVENT_TUI_MOUSE") in ("1", "yes"):
        found["mouse"] = True
    return found
