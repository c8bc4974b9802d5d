"""A certificate and the key it is signed with."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from prevent_tui.domain.certificates import Certified, block
from prevent_tui.domain.options import OptionId
from prevent_tui.domain.references import make
from prevent_tui.exchange import signing
from prevent_tui.exchange.certificate_files import Signed
from prevent_tui.exchange.signing import Signer

FACTS = Certified(
    reference=make(bytes(range(1, 8))),
    name="Siân Ŵyn ap Gruffŷdd O'[/b]<i>&amp;#x",
    option=OptionId.WEBINAR_LIVE,
    certified_on=dt.date(2026, 11, 18),
    certified_until=dt.date(2028, 11, 18),
    issuer="Cyngor Enghraifft",
    key="",
)


def a_key() -> Signer:
    """A new key."""
    return signing.fresh()[0]


def signed(signer: Signer, **changes: object) -> Signed:
    """A certificate signed with a key."""
    text = block(replace(FACTS, key=signer.number, **changes))  # type: ignore[arg-type]
    return Signed(text, signer.sign(text))
