"""What records are called: the same everywhere, for ever."""

from __future__ import annotations

import re

from prevent_tui.domain.identity import canonical, random_id, record_id, reference


def test_an_event_is_written_in_one_way() -> None:
    event = {"person": "p1", "option": "wrap", "completed_on": "2026-11-18"}
    assert canonical(event) == b'{"completed_on":"2026-11-18","option":"wrap","person":"p1","version":1}'
    assert canonical(dict(reversed(event.items()))) == canonical(event)


def test_letters_are_written_composed() -> None:
    assert canonical({"text": "w\u0302y"}) == canonical({"text": "\u0175y"})
    assert canonical({"text": "ŵ"}) == '{"text":"ŵ","version":1}'.encode()


def test_a_name_is_known_for_ever() -> None:
    name = record_id("completion", person="p1", option="wrap", completed_on="2026-11-18")
    assert name == "38945225c1d7ffc7da0f45bad19002e8d4e1442d2652fb9537ce37f63e78106c"


def test_another_kind_or_value_is_another_record() -> None:
    names = {record_id("void", completion="a"), record_id("link", completion="a"), record_id("void", completion="b")}
    assert len(names) == 3


def test_fresh_names_are_never_the_same() -> None:
    names = {random_id() for _ in range(1000)}
    assert len(names) == 1000
    assert all(re.fullmatch(r"[0-9a-f]{32}", name) for name in names)


def test_a_reference_can_be_read_out() -> None:
    assert reference("0" * 64) == "0000-0000-0000"
    assert reference("f" * 64) == "ZZZZ-ZZZZ-ZZZZ"
    assert re.fullmatch(r"(?:[0-9A-HJKMNP-TV-Z]{4}-?){3}", reference(record_id("void", completion="a")))
