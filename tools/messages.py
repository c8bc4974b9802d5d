"""Extracts the messages of the program and brings the catalogues up to date: `python -m tools.messages`."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "locales"
TEMPLATE = LOCALES / "prevent_tui.pot"

_KEYWORDS = parse_keywords(["tr", "N_", "ngettext:1,2"])
_HEADER = r"""# The messages of prevent_tui. Written by `make messages`.
msgid ""
msgstr ""
"Project-Id-Version: prevent_tui\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


def template() -> str:
    """The text of the template: every message marked in the package, sorted, with its files, not lines."""
    return _HEADER + _written(_marked())


def updated(catalogue: Path) -> str:
    """The text of a catalogue with the messages of today: nothing is guessed, nothing kept that is gone."""
    text = catalogue.read_text(encoding="utf-8")
    held = read_po(io.StringIO(text))
    held.update(_marked(), no_fuzzy_matching=True)
    header, _, _ = text.partition("\n\n")
    return f"{header.rstrip()}\n\n" + _written(held)


def _marked() -> Catalog:
    found = Catalog()
    marked = extract_from_dir(
        ROOT / "prevent_tui", [("**.py", "python")], keywords=_KEYWORDS, comment_tags=["Translators:"]
    )
    for file, line, message, comments, context in marked:
        found.add(message, None, [(f"prevent_tui/{file}", line)], auto_comments=comments, context=context)
    return found


def _written(messages: Catalog) -> str:
    text = io.BytesIO()
    write_po(
        text,
        messages,
        width=110,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    return text.getvalue().decode("utf-8")


if __name__ == "__main__":
    TEMPLATE.write_text(template(), encoding="utf-8")
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/prevent_tui.po")):
        path.write_text(updated(path), encoding="utf-8")
