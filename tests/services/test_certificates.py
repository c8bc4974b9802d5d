"""Certificates through the real store: one for each cycle, never dated again, withdrawn with its completion."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from prevent_tui.bootstrap import Services, services_on
from prevent_tui.domain.errors import PreventError
from prevent_tui.exchange import signing
from prevent_tui.services import standing
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.services.certificates import Form, State, check_file, key_file_of
from prevent_tui.storage import certificates as stored
from prevent_tui.storage.database import Store
from tests import factories
from tests.clocks import StillClock
from tests.courses import Shelf, finish, small_course
from tests.databases import contents
from tests.factories import completed, day, id_of
from tests.other_process import begun, ended, go, ready


@pytest.fixture
def elin(services: Services) -> Actor:
    """Somebody certified on 18 November 2026, after a cycle long ago and a run of practice in it."""
    person = factories.person(services)
    for on in ("2022-11-18", "2023-03-01", "2026-11-18"):
        completed(services, person, on)
    return person


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / "certificate-key"


def latest(services: Services, person: Actor) -> str:
    return services.certificates.of(person, id_of(person))[0].completion_id


def refused(work: object) -> str:
    with pytest.raises(PreventError) as refusal:
        work()  # type: ignore[operator]
    return refusal.value.code


def test_every_cycle_has_one_and_practice_has_none(services: Services, elin: Actor) -> None:
    held = services.certificates.of(elin, id_of(elin))
    assert [one.certified_on for one in held] == [day("2026-11-18"), day("2022-11-18")]
    assert [one.reference for one in held] == [None, None]
    facts = [services.certificates.issue(elin, one.completion_id).facts for one in held]
    assert [one.certified_until for one in facts] == [day("2028-11-18"), day("2024-11-18")]
    assert [one.reference for one in services.certificates.of(elin, id_of(elin))] == [one.reference for one in facts]
    practice = completed(services, elin, "2023-03-01")
    assert refused(lambda: services.certificates.issue(elin, practice)) == "completion_not_counted"


def test_it_is_issued_once_and_never_changes(services: Services, elin: Actor) -> None:
    first = services.certificates.issue(elin, latest(services, elin))
    factories.policy(services, validity="12")
    before = contents(services.store)
    assert services.certificates.issue(OPERATOR, first.completion_id) == first
    assert services.certificates.by_reference(elin, first.facts.reference.lower()) == first
    assert contents(services.store) == before
    assert first.facts.name == "Elin Example"


def test_a_finished_course_earns_one(services: Services) -> None:
    person = factories.person(services)
    view = finish(services, person)
    facts = services.certificates.issue(person, str(view.completion_id)).facts
    assert (facts.option, facts.certified_on) == ("elearning", day("2026-11-18"))


def test_all_who_ask_at_once_get_the_same(services: Services, elin: Actor, database_url: str, key_file: Path) -> None:
    completion = latest(services, elin)
    asking = [ready(begun("issue_certificate", database_url, str(key_file), completion)) for _ in range(4)]
    for process in asking:
        go(process)
    assert len({ended(process) for process in asking}) == 1
    assert len(contents(services.store)["certificate"]) == 1
    assert len(contents(services.store)["certificate_key"]) == 1


def test_a_voided_completions_certificate_is_withdrawn(services: Services, elin: Actor) -> None:
    certificate = services.certificates.issue(elin, latest(services, elin))
    reference = certificate.facts.reference
    assert services.certificates.verify(reference).state is State.VALID
    services.admin.void_completion(OPERATOR, certificate.completion_id, "entered for the wrong person")
    verdict = services.certificates.verify(reference)
    assert (verdict.state, verdict.name) == (State.WITHDRAWN, "Elin Example")
    assert refused(lambda: services.certificates.render(elin, reference, Form.TEXT, "en")) == "certificate_withdrawn"
    assert refused(lambda: services.certificates.issue(elin, certificate.completion_id)) == "certificate_withdrawn"


def test_a_voided_completion_gets_none(services: Services, elin: Actor) -> None:
    voided = completed(services, elin, "2020-10-01", voided=True)
    assert refused(lambda: services.certificates.issue(elin, voided)) == "completion_voided"
    assert refused(lambda: services.certificates.issue(OPERATOR, "no such completion")) == "unknown_completion"
    assert contents(services.store)["certificate"] == []


def test_one_that_counts_no_longer_says_so(services: Services, elin: Actor) -> None:
    certificate = services.certificates.issue(elin, latest(services, elin))
    completed(services, elin, "2026-02-01", option="wrap")
    assert services.certificates.verify(certificate.facts.reference).state is State.NOT_COUNTED


def test_one_that_has_run_out_is_valid_and_says_until_when(services: Services, elin: Actor) -> None:
    old = services.certificates.issue(elin, services.certificates.of(elin, id_of(elin))[1].completion_id)
    verdict = services.certificates.verify(old.facts.reference)
    assert verdict.state is State.VALID
    assert verdict.certified_until == day("2024-11-18")


def test_a_reference_is_looked_up_however_it_is_typed(services: Services, elin: Actor) -> None:
    reference = services.certificates.issue(elin, latest(services, elin)).facts.reference
    assert services.certificates.verify(reference.replace("-", " ").lower()).reference == reference
    wrong = ("1" if reference[0] == "0" else "0") + reference[1:]
    assert refused(lambda: services.certificates.verify(wrong)) == "reference_mistyped"
    assert refused(lambda: services.certificates.verify("0000-0000-0000")) == "unknown_certificate"


def test_whether_a_reference_exists_is_no_strangers_to_know(services: Services, elin: Actor) -> None:
    reference = services.certificates.issue(elin, latest(services, elin)).facts.reference
    stranger = factories.person(services, "stranger")
    for asked in (reference, "0000-0000-0000"):
        assert refused(lambda asked=asked: services.certificates.by_reference(stranger, asked)) == "not_permitted"


def test_an_erased_persons_certificate_names_nobody(services: Services, elin: Actor) -> None:
    certificate = services.certificates.issue(elin, latest(services, elin))
    with services.store.write():
        stored.erase_blocks([id_of(elin)])
    assert "Elin" not in repr([contents(services.store)[name] for name in ("certificate", "certificate_block")])
    verdict = services.certificates.verify(certificate.facts.reference)
    assert (verdict.state, verdict.name, verdict.issuer) == (State.VALID, None, None)
    assert refused(lambda: services.certificates.by_reference(elin, verdict.reference)) == "certificate_erased"


def test_a_typed_name_is_for_those_the_records_have_none_of(services: Services, elin: Actor) -> None:
    assert services.certificates.issue(elin, latest(services, elin), name="Other").facts.name == "Elin Example"
    nameless = factories.person(services, "guest", given="", family="")
    completion = completed(services, nameless, "2026-11-01")
    unnamed = refused(lambda: services.certificates.issue(nameless, completion, name=" \x1b "))
    assert unnamed == "certificate_name_missing"
    assert services.certificates.issue(nameless, completion, name=" Nia\x1b ").facts.name == "Nia"


def test_the_issuer_is_the_organisation(services: Services, elin: Actor, clock: StillClock, key_file: Path) -> None:
    named = services_on(services.store, clock, Shelf(small_course()), key_file=key_file, issuer="Cyngor\x1b Arall")
    assert named.certificates.issue(elin, latest(services, elin)).facts.issuer == "Cyngor Arall"


def test_saved_files_can_be_checked_with_the_public_key_alone(services: Services, elin: Actor, tmp_path: Path) -> None:
    certificate = services.certificates.issue(elin, latest(services, elin))
    keys = services.certificates.public_keys()
    reference = certificate.facts.reference
    for form, ending in ((Form.HTML, "html"), (Form.TEXT, "txt"), (Form.PDF, "pdf")):
        for language in ("en", "cy"):
            files = [
                services.certificates.save(elin, reference, form, language, directory=tmp_path / "saved")
                for _ in range(2)
            ]
            assert files == [tmp_path / "saved" / f"certificate-{reference}-{language}.{ending}"] * 2
            assert check_file(files[0].read_bytes(), keys).facts == certificate.facts


def test_what_is_too_large_or_has_no_keys_is_refused() -> None:
    assert refused(lambda: check_file(b" " * (1 << 23), "")) == "certificate_block_missing"
    assert refused(lambda: check_file(b"", "no key")) == "bad_public_key"


def test_old_certificates_are_good_after_a_new_key(services: Services, elin: Actor, key_file: Path) -> None:
    first, second = (one.completion_id for one in services.certificates.of(elin, id_of(elin)))
    old = services.certificates.issue(elin, first)
    number = services.certificates.rotate(OPERATOR)
    new = services.certificates.issue(elin, second)
    assert new.facts.key == number != old.facts.key
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert os.listdir(key_file.parent).count("certificate-key") == 1
    keys = services.certificates.public_keys()
    assert set(signing.public_keys(keys)) == {old.facts.key, new.facts.key}
    for certificate in (old, new):
        written = services.certificates.render(elin, certificate.facts.reference, Form.TEXT, "en")
        assert check_file(written, keys).facts == certificate.facts


def test_a_key_can_be_new_before_anything_was_signed(services: Services) -> None:
    number = services.certificates.rotate(OPERATOR)
    assert list(signing.public_keys(services.certificates.public_keys())) == [number]


def test_nothing_is_signed_with_a_key_that_others_can_read(services: Services, elin: Actor, key_file: Path) -> None:
    services.certificates.public_keys()
    key_file.chmod(0o644)
    before = contents(services.store)
    assert refused(lambda: services.certificates.issue(elin, latest(services, elin))) == "key_exposed"
    assert refused(lambda: services.certificates.rotate(OPERATOR)) == "key_exposed"
    assert contents(services.store) == before


def test_a_lost_key_is_made_anew_and_what_it_signed_stays_good(services: Services, elin: Actor, key_file: Path) -> None:
    first, second = (one.completion_id for one in services.certificates.of(elin, id_of(elin)))
    old = services.certificates.issue(elin, first)
    key_file.unlink()
    assert services.certificates.issue(elin, second).facts.key != old.facts.key
    written = services.certificates.render(elin, old.facts.reference, Form.TEXT, "en")
    assert check_file(written, services.certificates.known_keys()).facts == old.facts


def test_the_key_lies_beside_the_database_or_where_it_is_set(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    found = key_file_of(store)
    if store.is_sqlite:
        assert found == tmp_path / "prevent_tui.db.certificate-key"
    else:
        assert found == tmp_path / "data" / "prevent_tui" / "prevent_tui.certificate-key"
    assert key_file_of(store, configured=str(tmp_path / "elsewhere")) == tmp_path / "elsewhere"


def test_a_certificate_and_its_completion_agree_with_the_standing(services: Services, elin: Actor) -> None:
    facts = services.certificates.issue(elin, latest(services, elin)).facts
    with services.store.read():
        policy = standing.policy_in_force()
    held = services.standing.status(elin, id_of(elin), as_at=day("2026-11-18")).explanation.standing
    assert held is not None
    assert (facts.certified_on, facts.certified_until) == (held.certified_on, held.due_on)
    assert policy.validity_months == 24
