"""A certificate as an accessible PDF (PDF/UA-1), set by Typst with the fonts it brings along."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from pathlib import Path

from prevent_tui.domain.errors import PreventError
from prevent_tui.exchange.certificate_words import CertificateWords

_TEMPLATE = Path(__file__).with_name("certificate.typ")
_BEFORE = b"startxref\n"


def written(words: CertificateWords, armour: str, *, dated: dt.date) -> bytes:
    """The certificate with its signed block; `dated` is the day the file says it was made on.

    Raises `pdf_missing` where the extra `pdf` is not installed.
    """
    try:
        import typst
    except ImportError as error:
        raise PreventError("pdf_missing") from error
    page: bytes = typst.compile(
        _TEMPLATE.read_bytes(),
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"words": json.dumps(asdict(words))},
        ignore_system_fonts=True,
        timestamp=dt.datetime.combine(dated, dt.time(12), dt.UTC),
    )
    return _with_comment(page, armour)


def _with_comment(page: bytes, text: str) -> bytes:
    """The file with some lines as comments behind its last table, where they move nothing that is counted."""
    body, mark, end = page.rpartition(_BEFORE)
    assert mark
    comment = "".join(f"%{line}\n" for line in text.splitlines()).encode("ascii")
    return body + comment + mark + end
