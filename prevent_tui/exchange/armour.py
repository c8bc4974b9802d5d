"""The signed block of a certificate as it stands in a file: between two lines that nothing else looks like."""

from __future__ import annotations

import base64
import binascii
import re
import textwrap

from prevent_tui.domain.errors import PreventError

_BEGIN = "-----BEGIN PREVENT CERTIFICATE-----"
_SIGNATURE = "-----SIGNATURE-----"
_END = "-----END PREVENT CERTIFICATE-----"
_WIDTH = 64

# Only at the start of a line, where no name ever stands; a PDF carries the lines as comments.
_MARKS = re.compile(rb"^%?-----(BEGIN|END) PREVENT CERTIFICATE-----[ \t]*\r?$", re.MULTILINE)


def armoured(block: bytes, signature: bytes) -> str:
    """The block and its signature as lines of ASCII, without a line feed at the end."""
    return "\n".join([_BEGIN, *_lines(block), _SIGNATURE, *_lines(signature), _END])


def found(data: bytes) -> tuple[bytes, bytes]:
    """The one block of a file, and its signature.

    Raises `certificate_block_missing`, `certificate_block_doubled` where there are more, and
    `certificate_block_damaged` where it can't be read.
    """
    marks = list(_MARKS.finditer(data))
    kinds = [mark[1] for mark in marks]
    if not kinds:
        raise PreventError("certificate_block_missing")
    if kinds.count(b"BEGIN") > 1 or kinds.count(b"END") > 1:
        raise PreventError("certificate_block_doubled")
    if kinds != [b"BEGIN", b"END"]:
        raise PreventError("certificate_block_damaged")
    inside = data[marks[0].end() : marks[1].start()]
    parts = re.sub(rb"[%\s]", b"", inside).split(_SIGNATURE.encode())
    if len(parts) != 2:
        raise PreventError("certificate_block_damaged")
    try:
        block, signature = (base64.b64decode(part, validate=True) for part in parts)
    except binascii.Error as error:
        raise PreventError("certificate_block_damaged") from error
    return block, signature


def _lines(data: bytes) -> list[str]:
    return textwrap.wrap(base64.b64encode(data).decode(), _WIDTH)
