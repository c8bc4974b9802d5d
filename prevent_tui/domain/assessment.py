"""Knowledge checks: drawing the questions of a sitting, freezing them, and marking answers.

A sitting's questions are frozen as items (ids, shuffled options, key) when it starts; marking reads the item, never
the course, so a later change of the course cannot change a mark.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from prevent_tui.domain.courses import Branch, Question, QuestionKind
from prevent_tui.domain.errors import PreventError

Response: TypeAlias = str | list[str] | dict[str, str]
"""An answer: the option (one, and each decision of a scenario), options (several, order), option to group (match)."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a sitting as it is asked: options in their shuffled order, with what is right."""

    question: str
    kind: QuestionKind
    options: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    pairs: Mapping[str, str] = field(default_factory=dict)
    start: str = ""
    nodes: Mapping[str, tuple[Branch, ...]] = field(default_factory=dict)


def _shuffled(options: Sequence[str], rng: random.Random) -> tuple[str, ...]:
    return tuple(rng.sample(list(options), len(options)))


def freeze(question: Question, rng: random.Random) -> Item:
    """The question as this sitting asks it; an order question never starts in the right order."""
    options = _shuffled(question.options, rng)
    while question.kind is QuestionKind.ORDER and options == question.key and len(options) > 1:
        options = _shuffled(question.options, rng)
    nodes = {name: tuple(rng.sample(list(branches), len(branches))) for name, branches in question.nodes.items()}
    return Item(
        question.id, question.kind, options, question.key, question.groups, question.pairs, question.start, nodes
    )


def draw(questions: Sequence[Question], count: int, rng: random.Random) -> tuple[Question, ...]:
    """`count` questions drawn so that every module has its share, in random order.

    Modules take turns; each turn takes a random question that has not been drawn. Fewer come back when there are fewer.
    """
    waiting: dict[str, list[Question]] = {}
    for question in questions:
        waiting.setdefault(question.module, []).append(question)
    for pile in waiting.values():
        rng.shuffle(pile)
    drawn: list[Question] = []
    while len(drawn) < count and any(waiting.values()):
        turn = [module for module, pile in waiting.items() if pile]
        rng.shuffle(turn)
        drawn += [waiting[module].pop() for module in turn[: count - len(drawn)]]
    rng.shuffle(drawn)
    return tuple(drawn)


def node_after(item: Item, choices: Sequence[str]) -> str | None:
    """The scenario's node that follows these choices; None once it has ended."""
    node: str | None = item.start
    for choice in choices:
        if node is None:
            break
        node = branch(item, node, choice).next
    return node


def branch(item: Item, node: str, choice: str) -> Branch:
    """The branch a choice takes at a node; `unknown_choice` where there is none."""
    for candidate in item.nodes.get(node, ()):
        if candidate.id == choice:
            return candidate
    raise PreventError("unknown_choice", question=item.question, choice=choice)


def what_is_missing(item: Item, response: Any) -> str | None:
    """Why a response can't be submitted yet, as a code; None when it is complete."""
    if item.kind is QuestionKind.SEVERAL:
        return None if response else "choose_some"
    if item.kind is QuestionKind.MATCH:
        chosen = response if isinstance(response, dict) else {}
        return None if all(chosen.get(option) in item.groups for option in item.options) else "match_all"
    if item.kind is QuestionKind.ORDER:
        complete = isinstance(response, list) and sorted(response) == sorted(item.options)
        return None if complete else "order_all"
    return None if response else "choose_one"


def mark(item: Item, response: Response) -> int:
    """1 when the response is wholly right, else 0. Scenarios are marked decision by decision with `branch`."""
    if item.kind is QuestionKind.ONE:
        return int(response == item.key[0])
    if item.kind is QuestionKind.SEVERAL:
        return int(sorted(response) == sorted(item.key))
    if item.kind is QuestionKind.ORDER:
        return int(isinstance(response, list) and tuple(response) == item.key)
    if item.kind is QuestionKind.MATCH:
        return int(response == dict(item.pairs))
    raise PreventError("unmarkable", question=item.question)


def to_plain(item: Item) -> dict[str, Any]:
    """The item as plain JSON values."""
    return {
        "question": item.question,
        "kind": item.kind.value,
        "options": list(item.options),
        "key": list(item.key),
        "groups": list(item.groups),
        "pairs": dict(item.pairs),
        "start": item.start,
        "nodes": {name: [[b.id, b.next, b.good] for b in branches] for name, branches in item.nodes.items()},
    }


def from_plain(plain: Mapping[str, Any]) -> Item:
    """The item read back from plain JSON values."""
    return Item(
        question=plain["question"],
        kind=QuestionKind(plain["kind"]),
        options=tuple(plain["options"]),
        key=tuple(plain["key"]),
        groups=tuple(plain["groups"]),
        pairs=plain["pairs"],
        start=plain["start"],
        nodes={name: tuple(Branch(*branch) for branch in branches) for name, branches in plain["nodes"].items()},
    )
