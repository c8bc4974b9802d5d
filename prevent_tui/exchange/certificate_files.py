"""Certificates as files: written in every form, and checked with nothing but public keys."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prevent_tui.domain import certificates
from prevent_tui.domain.certificates import Certified
from prevent_tui.domain.errors import PreventError
from prevent_tui.exchange import armour, certificate_html, certificate_pdf, certificate_text, signing
from prevent_tui.exchange.certificate_words import words
from prevent_tui.i18n import LANGUAGES, Translator

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_MARKUP = re.compile(rb"<!doctype\b|<html\b|<body\b|<script\b", re.IGNORECASE)

LARGEST = 1 << 22
"""The size of the largest file that is checked, in bytes."""


class Form(enum.StrEnum):
    """How a certificate is saved."""

    HTML = "html"
    TEXT = "text"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Signed:
    """A certificate's facts as their canonical block, and the signature of it."""

    block: bytes
    signature: bytes

    @property
    def facts(self) -> Certified:
        """What the block says."""
        return certificates.read_block(self.block)


@dataclass(frozen=True, slots=True)
class Checked:
    """A file whose block is signed: its form, what was signed, and whether the words around it say just that.

    `words_agree` is None for a PDF that this program can't write again byte for byte, whose words can't be compared:
    only `facts` are to be gone by.
    """

    form: Form
    facts: Certified
    words_agree: bool | None


def written(signed: Signed, form: Form, language: str) -> bytes:
    """The certificate in a form and a language; `pdf_missing` where PDF needs the extra."""
    facts = signed.facts
    told, block = words(Translator(language), facts), armour.armoured(signed.block, signed.signature)
    if form is Form.PDF:
        return certificate_pdf.written(told, block, dated=facts.certified_on)
    write = certificate_html.written if form is Form.HTML else certificate_text.written
    return write(told, block).encode("utf-8")


def check(data: bytes, keys: Mapping[str, Ed25519PublicKey]) -> Checked:
    """Check a file against public keys, by their numbers.

    Raises what `armour.found` and `read_block` do, `certificate_key_unknown` (number) where it is signed with none of
    the keys, and `certificate_forged` where the signature is not of this block.
    """
    block, signature = armour.found(data)
    signed = Signed(block, signature)
    facts = signed.facts
    if facts.key not in keys:
        raise PreventError("certificate_key_unknown", number=facts.key)
    if not signing.is_signed(keys[facts.key], signature, block):
        raise PreventError("certificate_forged")
    form = form_of(data)
    return Checked(form, facts, _words_agree(data, signed, form))


def form_of(data: bytes) -> Form:
    """The form of a file, by what is in it."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _MARKUP.search(data) or start.startswith(b"<"):
        return Form.HTML  # also where it poses as a PDF, whose words would not be compared
    return Form.PDF if start.startswith(b"%PDF-") else Form.TEXT


def _words_agree(data: bytes, signed: Signed, form: Form) -> bool | None:
    if form is Form.PDF:
        try:
            return any(written(signed, form, language) == data for language in LANGUAGES) or None
        except PreventError:
            return None
    there = _plain(data)
    return any(_plain(written(signed, form, language)) == there for language in LANGUAGES)


def _plain(data: bytes) -> bytes:
    """A file without what mail and editors change: a byte order mark, line endings, line feeds at the end."""
    return data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").rstrip(b"\n")
