"""What a certificate says, written in one way, so that it can be signed and read again anywhere."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass

from prevent_tui.domain import references
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.identity import VERSION, canonical
from prevent_tui.domain.options import OptionId

KIND = "certificate"


@dataclass(frozen=True, slots=True)
class Certified:
    """The facts of a certificate: whom it names, what was completed, from when until when, and who says so.

    `key` is the number of the key it is signed with; `issuer` may be empty.
    """

    reference: str
    name: str
    option: OptionId
    certified_on: dt.date
    certified_until: dt.date
    issuer: str
    key: str


def block(facts: Certified) -> bytes:
    """The canonical block of a certificate: what is signed, byte for byte."""
    days = {"certified_on": facts.certified_on.isoformat(), "certified_until": facts.certified_until.isoformat()}
    return canonical({"kind": KIND, **asdict(facts), **days})


def read_block(data: bytes) -> Certified:
    """The facts of a canonical block; the signature is another matter.

    Raises `certificate_newer` for a block of a later version, `certificate_block_damaged` for anything that is not
    exactly what `block` would write.
    """
    try:
        held = json.loads(data)
        if held.pop("kind") != KIND:
            raise PreventError("certificate_block_damaged")
        version = held.pop("version")
        if type(version) is int and version > VERSION:
            raise PreventError("certificate_newer")
        facts = Certified(
            option=OptionId(held.pop("option")),
            certified_on=dt.date.fromisoformat(held.pop("certified_on")),
            certified_until=dt.date.fromisoformat(held.pop("certified_until")),
            **held,
        )
        texts = all(isinstance(text, str) for text in (facts.name, facts.issuer, facts.key))
        if texts and references.parse(facts.reference) == facts.reference and block(facts) == data:
            return facts
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise PreventError("certificate_block_damaged") from error
    except PreventError as problem:
        if problem.code == "certificate_newer":
            raise
    raise PreventError("certificate_block_damaged")
