"""Marking translations with the hash of the words they were made from."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from prevent_tui.content import glossary, parts, structure
from prevent_tui.content.digests import hash_of_page, hash_of_part, hash_of_question
from prevent_tui.content.folder import Folder
from prevent_tui.content.glossary_rules import hash_of_term
from prevent_tui.content.loader import load
from prevent_tui.content.pages import FENCE, file_of, split
from prevent_tui.domain.courses import CourseWords
from prevent_tui.domain.errors import PreventError

_LINE = re.compile(r"^english[ \t]*=.*\n", re.MULTILINE)


def stamp(directory: Path) -> tuple[str, ...]:
    """Write into every translated page and question which words it was made from: the present ones.

    To be used when the translations have been read against the first language. Returns the names of the
    files that changed; raises `course_broken`, or `cannot_stamp` with the file, and then nothing is written.
    """
    loaded = load(directory)
    if loaded.course is None:
        raise PreventError("course_broken", course=directory.name, faults=loaded.faults)
    folder = Folder(directory)
    first, *others = loaded.course.words
    files: dict[str, str] = {}
    for language in others:
        files |= _stamped(folder, loaded.course.words[first], language, loaded.english[language])
    changed = {name: text for name, text in files.items() if text != folder.raw(name)}
    for name, text in changed.items():
        _replace(directory / name, text)
    return tuple(changed)


def stamp_glossary(directory: Path) -> tuple[str, ...]:
    """The same for the words of a glossary."""
    folder = Folder(directory)
    words = glossary.read(folder).words
    hashes = {name: hash_of_term(form) for name, form in words[glossary.LANGUAGES[0]].items()}
    changed = []
    for name, spoken in ((glossary.file_of(language), words[language]) for language in glossary.LANGUAGES[1:]):
        text = folder.raw(name) if spoken else ""
        stamped = _questions(text, name, {term: hashes[term] for term in spoken if term in hashes})
        if stamped != text:
            _replace(directory / name, stamped)
            changed.append(name)
    return tuple(changed)


def _stamped(folder: Folder, first: CourseWords, language: str, english: Mapping[str, str]) -> dict[str, str]:
    """The files of a language with their hashes written in."""
    files = {}
    for step_id, page in first.pages.items():
        if step_id in english:
            name = file_of(language, step_id)
            files[name] = _page(folder.raw(name), name, hash_of_page(page))
    for part_id, part in first.parts.items():
        if part_id in english:
            name = parts.file_of(language, part_id)
            files[name] = _part(folder.raw(name), name, hash_of_part(part))
    hashes = {name: hash_of_question(words) for name, words in first.questions.items() if name in english}
    if hashes:
        name = f"{language}/{structure.QUESTIONS}"
        files[name] = _questions(folder.raw(name), name, hashes)
    return files


def _page(text: str, name: str, value: str) -> str:
    matter, markdown = split(text, name)
    return f'{FENCE}{_LINE.sub("", matter)}english = "{value}"\n{FENCE}{markdown}'


def _part(text: str, name: str, value: str) -> str:
    """A chapter's hash stands above its slides, which are tables of their own."""
    matter, below = split(text, name)
    return f'{FENCE}english = "{value}"\n{_LINE.sub("", matter)}{FENCE}{below}'


def _questions(text: str, name: str, hashes: Mapping[str, str]) -> str:
    """Each table with its hash right below its head; no other value may change by it."""
    stamped = text
    for question, value in hashes.items():
        head = re.compile(rf"^(\[{re.escape(question)}\][^\n]*\n)(?:english[ \t]*=[^\n]*\n)?", re.MULTILINE)
        stamped = head.sub(rf'\g<1>english = "{value}"\n', stamped, count=1)
    wanted = tomllib.loads(text)
    for question, value in hashes.items():
        wanted[question]["english"] = value
    try:
        if tomllib.loads(stamped) == wanted:
            return stamped
    except tomllib.TOMLDecodeError:
        pass
    raise PreventError("cannot_stamp", file=name)


def _replace(path: Path, text: str) -> None:
    """Put the new text in the file's place at once."""
    new = path.with_name(path.name + ".new")
    with new.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
    new.replace(path)
