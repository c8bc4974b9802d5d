"""Accounts and failures to sign in, as frozen rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields

from prevent_tui.storage import models
from prevent_tui.storage.people import chunks
from prevent_tui.storage.rows import first, rows


@dataclass(frozen=True, slots=True)
class Account:
    """How one person signs in."""

    person_id: str
    password_hash: str | None
    code_hash: str | None
    code_expires_at: dt.datetime | None
    disabled: bool
    administrator: bool
    language: str | None


@dataclass(frozen=True, slots=True)
class Failure:
    """Recent failures of one account or terminal."""

    subject: str
    failures: int
    first_at: dt.datetime
    last_at: dt.datetime
    locked_until: dt.datetime | None


_COLUMNS = tuple(getattr(models.Account, field.name) for field in fields(Account))


def of(person_id: str) -> Account | None:
    """The account of a person, if there is one."""
    query = models.Account.select(*_COLUMNS).where(models.Account.person_id == person_id)
    found = first(query)
    return Account(*found) if found else None


def _upsert(person_id: str, **values: object) -> None:
    account = models.Account
    start = {"disabled": False, "administrator": False, **values}
    account.insert(person_id=person_id, **start).on_conflict(
        conflict_target=(account.person_id,), update={getattr(account, name): value for name, value in values.items()}
    ).execute()


def set_password(person_id: str, password_hash: str) -> None:
    """Keep a password's hash and use up any one-time code."""
    _upsert(person_id, password_hash=password_hash, code_hash=None, code_expires_at=None)


def open_many(person_ids: Sequence[str], password_hash: str) -> None:
    """Give these people, who have none yet, accounts with the same password."""
    rows = [
        {"person_id": person_id, "password_hash": password_hash, "disabled": False, "administrator": False}
        for person_id in person_ids
    ]
    for part in chunks(rows):
        models.Account.insert_many(part).execute()


def set_code(person_id: str, code_hash: str, *, expires_at: dt.datetime) -> None:
    """Keep a one-time code's hash; an earlier code stops working."""
    _upsert(person_id, code_hash=code_hash, code_expires_at=expires_at)


def set_language(person_id: str, language: str) -> None:
    """Keep the language a person chose."""
    _upsert(person_id, language=language)


def set_administrator(person_id: str, administrator: bool) -> None:
    """Make a person an administrator, or no longer."""
    _upsert(person_id, administrator=administrator)


def set_disabled(person_id: str, disabled: bool) -> None:
    """Let nobody sign in to an account, or its owner again."""
    _upsert(person_id, disabled=disabled)


def disabled() -> list[str]:
    """Everybody whose account is disabled."""
    account = models.Account
    return [person_id for (person_id,) in rows(account.select(account.person_id).where(account.disabled == 1))]


def languages_of(person_ids: Sequence[str]) -> dict[str, str]:
    """The language each of those people last chose; nobody is in it who chose none."""
    account = models.Account
    found: dict[str, str] = {}
    for part in chunks(list(person_ids)):
        query = account.select(account.person_id, account.language)
        chosen = rows(query.where(account.person_id.in_(part), account.language.is_null(False)))
        found |= dict(chosen)
    return found


def administrators() -> frozenset[str]:
    """Everybody who administers and whose account is not disabled."""
    account = models.Account
    found = rows(account.select(account.person_id).where(account.administrator == 1, account.disabled == 0))
    return frozenset(person_id for (person_id,) in found)


def failures(subjects: Sequence[str]) -> list[Failure]:
    """The recent failures of those accounts and terminals."""
    table = models.SignInFailure
    columns = [getattr(table, field.name) for field in fields(Failure)]
    return [Failure(*row) for row in rows(table.select(*columns).where(table.subject.in_(list(subjects))))]


def keep_failure(failure: Failure) -> None:
    """Write down failures of an account or terminal."""
    table = models.SignInFailure
    values = {
        "failures": failure.failures,
        "first_at": failure.first_at,
        "last_at": failure.last_at,
        "locked_until": failure.locked_until,
    }
    table.insert(subject=failure.subject, **values).on_conflict(
        conflict_target=(table.subject,), update={getattr(table, name): value for name, value in values.items()}
    ).execute()


def forget_failures(subjects: Sequence[str]) -> None:
    """Start counting from nothing."""
    models.SignInFailure.delete().where(models.SignInFailure.subject.in_(list(subjects))).execute()
