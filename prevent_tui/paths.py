"""Where configuration, data and logs live for this user."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # `typing` takes longer to import than the first frame may
if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "prevent_tui"
SITE_CONFIG = "/etc/prevent_tui/config.toml"


def _own(environ: Mapping[str, str], variable: str, otherwise: str, *parts: str) -> str:
    home = environ.get("HOME") or os.path.expanduser("~")
    return os.path.join(environ.get(variable) or os.path.join(home, otherwise), NAME, *parts)


def config_files(environ: Mapping[str, str]) -> tuple[str, str]:
    """The site's configuration file and, winning over it, the user's own."""
    return SITE_CONFIG, _own(environ, "XDG_CONFIG_HOME", ".config", "config.toml")


def data_directory(environ: Mapping[str, str]) -> str:
    """Where the database lies unless a setting says otherwise."""
    return _own(environ, "XDG_DATA_HOME", ".local/share")


def log_file(environ: Mapping[str, str]) -> str:
    """Where the details of a crash are written."""
    return _own(environ, "XDG_STATE_HOME", ".local/state", "prevent_tui.log")


def save_directory(environ: Mapping[str, str]) -> str:
    """Where the screens save files for a person unless a setting says otherwise."""
    return os.path.join(environ.get("HOME") or os.path.expanduser("~"), NAME)


def run_directory(environ: Mapping[str, str]) -> str:
    """Where this user's terminals on this machine meet while they are open; nothing in it outlives them."""
    found = environ.get("XDG_RUNTIME_DIR")
    return (
        os.path.join(found, NAME) if found else os.path.join(environ.get("TMPDIR") or "/tmp", f"{NAME}-{os.getuid()}")
    )
