"""Compiles the translations when the package is built, and puts them into the wheel beside the code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface[Any]):
    """Turns the .po of each language into a .mo, which the wheel holds under prevent_tui/locales."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every catalogue; an editable build reads them where they are."""
        root = Path(self.root)
        for source in sorted(root.glob("locales/*/LC_MESSAGES/prevent_tui.po")):
            compiled = source.with_suffix(".mo")
            with source.open("rb") as po, compiled.open("wb") as mo:
                write_mo(mo, read_po(po))
            if version == "standard":
                inside = Path("prevent_tui", compiled.relative_to(root))
                build_data["force_include"][str(compiled)] = str(inside)
