"""What makes a question fit to be asked: a key that can be met, branches that end, words for every part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import TypeAlias

from prevent_tui.domain.courses import Question, QuestionKind, QuestionWords

Finding: TypeAlias = tuple[str, dict[str, str]]
"""A fault's code and its details."""

_CHOICE = frozenset({"options", "key"})
_PARTS = {
    QuestionKind.ONE: _CHOICE,
    QuestionKind.SEVERAL: _CHOICE,
    QuestionKind.ORDER: _CHOICE,
    QuestionKind.MATCH: frozenset({"options", "groups", "pairs"}),
    QuestionKind.SCENARIO: frozenset({"start", "nodes"}),
}
_FEWEST, _MOST_CHOICES = 2, 4


def structure(question: Question) -> Iterator[Finding]:
    """Everything wrong with how a question is built."""
    wanted = _PARTS[question.kind]
    for part in ("options", "key", "groups", "pairs", "start", "nodes"):
        given = bool(getattr(question, part))
        if given != (part in wanted):
            yield ("part_not_for_kind" if given else "missing_field"), {"field": part}
    yield from _repeated("options", question.options)
    yield from _repeated("key", question.key)
    yield from _repeated("groups", question.groups)
    if question.options and len(question.options) < _FEWEST:
        yield "too_few_options", {}
    if question.kind is QuestionKind.MATCH:
        yield from _matching(question)
    elif question.kind is QuestionKind.SCENARIO:
        yield from _branching(question)
    else:
        yield from _choosing(question)


def _repeated(part: str, ids: Iterable[str]) -> Iterator[Finding]:
    for name, times in Counter(ids).items():
        if times > 1:
            yield "duplicate_id", {"part": part, "id": name}


def _choosing(question: Question) -> Iterator[Finding]:
    for option in question.key:
        if option not in question.options:
            yield "key_not_option", {"id": option}
    right, all_options = len(set(question.key)), len(set(question.options))
    fits = {
        QuestionKind.ONE: right == 1,
        QuestionKind.SEVERAL: _FEWEST <= right < all_options,
        QuestionKind.ORDER: right == all_options,
    }
    if question.key and not fits[question.kind]:
        yield "key_count", {"kind": question.kind.value, "right": str(right), "options": str(all_options)}


def _matching(question: Question) -> Iterator[Finding]:
    if question.groups and len(question.groups) < _FEWEST:
        yield "too_few_groups", {}
    for option in question.options:
        if option not in question.pairs:
            yield "pair_missing", {"id": option}
    for option, group in question.pairs.items():
        if option not in question.options:
            yield "pair_not_option", {"id": option}
        if group not in question.groups:
            yield "pair_not_group", {"id": option, "group": group}


def _branching(question: Question) -> Iterator[Finding]:
    if question.start and question.start not in question.nodes:
        yield "next_unknown", {"node": "", "next": question.start}
    for node, branches in question.nodes.items():
        yield from _repeated(f"nodes.{node}", (branch.id for branch in branches))
        if not _FEWEST <= len(branches) <= _MOST_CHOICES:
            yield "choice_count", {"node": node}
        if not any(branch.good for branch in branches):
            yield "no_good_choice", {"node": node}
        for branch in branches:
            if branch.next is not None and branch.next not in question.nodes:
                yield "next_unknown", {"node": node, "next": branch.next}
    yield from _travelling(question)


def _travelling(question: Question) -> Iterator[Finding]:
    lost = question.nodes.keys() - _reachable(question) if question.start in question.nodes else ()
    for node in sorted(lost):
        yield "node_unreachable", {"node": node}
    try:
        TopologicalSorter(_leads(question)).prepare()
    except CycleError as error:
        yield "loop", {"nodes": ", ".join(sorted(set(error.args[1])))}


def _leads(question: Question) -> dict[str, set[str]]:
    return {node: {b.next for b in branches if b.next} for node, branches in question.nodes.items()}


def _reachable(question: Question) -> set[str]:
    leads, met, ahead = _leads(question), set[str](), [question.start]
    while ahead:
        node = ahead.pop()
        if node not in met:
            met.add(node)
            ahead += leads.get(node, ())
    return met


def fewest_decisions(question: Question) -> int:
    """How many decisions the shortest way through a sound scenario takes."""
    decisions, here = 1, {question.start}
    while all(branch.next for node in here for branch in question.nodes[node]):
        here = {branch.next for node in here for branch in question.nodes[node] if branch.next}
        decisions += 1
    return decisions


def parts_needed(question: Question) -> tuple[str, ...]:
    """The parts of a question that need words, such as `options.a` or `nodes.n1.feedback.b`."""
    options, kind = question.options, question.kind
    if kind is QuestionKind.SCENARIO:
        choices = [f"nodes.{node}" for node in question.nodes]
        lines = [
            f"nodes.{node}.{part}.{branch.id}"
            for node, branches in question.nodes.items()
            for part in ("options", "feedback")
            for branch in branches
        ]
        return ("stem", "ending", *(f"{node}.text" for node in choices), *lines)
    reasons = ("wrong",) if kind is QuestionKind.ORDER else options
    groups = question.groups if kind is QuestionKind.MATCH else ()
    return (
        "stem",
        *(f"options.{option}" for option in options),
        *(f"groups.{group}" for group in groups),
        *(f"feedback.{reason}" for reason in (*reasons, "right")),
    )


def texts(words: QuestionWords) -> dict[str, str]:
    """The words of a question by the part they belong to; blank ones are left out."""
    found = {"stem": words.stem, "ending": words.ending}
    found |= _named("options", words.options)
    found |= _named("groups", words.groups)
    found |= _named("feedback", words.feedback)
    for name, node in words.nodes.items():
        found[f"nodes.{name}.text"] = node.text
        found |= _named(f"nodes.{name}.options", node.options)
        found |= _named(f"nodes.{name}.feedback", node.feedback)
    return {part: text for part, text in found.items() if text.strip()}


def _named(part: str, values: Mapping[str, str]) -> dict[str, str]:
    return {f"{part}.{name}": text for name, text in values.items()}


def missing_words(question: Question, words: QuestionWords) -> tuple[str, ...]:
    """The parts of a question that have no words."""
    given = texts(words)
    return tuple(part for part in parts_needed(question) if part not in given)


def unused_words(question: Question, words: QuestionWords) -> tuple[str, ...]:
    """The words that belong to no part of the question."""
    needed = set(parts_needed(question))
    return tuple(part for part in texts(words) if part not in needed)
