"""Hashes of what is read, so that a changed page is offered again and a stale translation is found."""

from __future__ import annotations

import hashlib

import msgspec

from prevent_tui.domain.courses import PageWords, QuestionWords
from prevent_tui.domain.recorded import PartWords


def digest(value: object) -> str:
    """16 hex digits of SHA-256 over dataclasses, mappings (in any order) and sequences."""
    return hashlib.sha256(msgspec.json.encode(value, order="sorted")).hexdigest()[:16]


def hash_of_page(page: PageWords) -> str:
    """The hash of what a page says to all its readers: title, Markdown, and the model answer where there is one.

    A review that changes no word leaves it as it is.
    """
    return digest([page.title, page.markdown, *([page.model] if page.model else [])])


def hash_of_part(part: PartWords) -> str:
    """The hash of what a part of a recorded webinar shows, and when; a review that changes no word leaves it."""
    return digest([part.title, part.slides, part.captions])


def hash_of_question(words: QuestionWords) -> str:
    """The hash of a question's words."""
    return digest(words)
