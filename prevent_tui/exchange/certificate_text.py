"""A certificate as plain text: 72 columns, read aloud from top to end."""

from __future__ import annotations

import textwrap

from prevent_tui.exchange.certificate_words import CertificateWords

_WIDTH = 72
_INDENT = "    "


def written(words: CertificateWords, armour: str) -> str:
    """The certificate with its signed block."""
    label = max(len(name) for name, _ in words.rows) + 2
    lines = [
        words.service,
        "=" * _WIDTH,
        "",
        words.title.upper(),
        words.pathway,
        "",
        words.lead,
        "",
        *_indented(words.name),
        "",
        words.completed,
        "",
        *_indented(words.option),
        "",
    ]
    for name, value in words.rows:
        first, *rest = textwrap.wrap(value, _WIDTH - label) or [""]
        lines.append(name + " " * (label - len(name)) + first)
        lines += [" " * label + line for line in rest]
    lines += ["", "-" * _WIDTH, words.check]
    for sentence, command in words.checks:
        lines += ["", *textwrap.wrap(sentence, _WIDTH), _INDENT + command]
    return "\n".join([*lines, "", words.signature, "", armour]) + "\n"


def _indented(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)
