"""The support pages: one Markdown file a page and language, with `{contact}` for whom to ask at this site."""

from __future__ import annotations

from pathlib import Path

DIRECTORY = Path(__file__).parent / "support"


def page(name: str, language: str, *, contact: str) -> tuple[str, str]:
    """The title and the Markdown of a support page; KeyError where there is no such page."""
    file = DIRECTORY / language / f"{name}.md"
    if not name.isalpha() or not file.is_file():
        raise KeyError(name)
    title, _, text = file.read_text(encoding="utf-8").partition("\n")
    return title.removeprefix("# ").strip(), text.strip().replace("{contact}", contact)
