"""The key's file: made once, whole, for its user alone; and nothing else is taken for a key."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from prevent_tui.domain.errors import PreventError
from prevent_tui.exchange import signing


def why_not(file: Path) -> str:
    with pytest.raises(PreventError) as refusal:
        signing.opened(file)
    return refusal.value.code


def test_a_key_is_made_when_it_is_first_needed(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "certificate-key"
    made = signing.opened(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert signing.opened(file).number == made.number
    assert os.listdir(file.parent) == ["certificate-key"]


def test_what_it_signs_its_public_half_knows(tmp_path: Path) -> None:
    signer = signing.opened(tmp_path / "key")
    (key,) = signing.public_keys(signer.public).values()
    assert signing.is_signed(key, signer.sign(b"words"), b"words")
    assert not signing.is_signed(key, signer.sign(b"words"), b"other words")
    assert list(signing.public_keys(signer.public)) == [signer.number]


def test_all_who_make_it_at_once_get_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        numbers = set(threads.map(lambda _: signing.opened(tmp_path / "key").number, range(32)))
    assert len(numbers) == 1
    assert os.listdir(tmp_path) == ["key"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o610, 0o777])
def test_a_key_that_others_can_reach_is_refused(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "key"
    signing.opened(file)
    file.chmod(mode)
    assert why_not(file) == "key_exposed"


@pytest.mark.parametrize("text", ["", "not a key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_what_is_no_key_is_refused_and_left_alone(tmp_path: Path, text: str) -> None:
    file = tmp_path / "key"
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)
    assert why_not(file) == "key_unreadable"
    assert file.read_text(encoding="utf-8") == text


def test_links_and_folders_are_no_keys(tmp_path: Path) -> None:
    signing.opened(tmp_path / "key")
    (tmp_path / "link").symlink_to("key")
    (tmp_path / "nowhere").symlink_to("nothing")
    (tmp_path / "folder").mkdir(mode=0o700)
    assert {why_not(tmp_path / name) for name in ("link", "nowhere", "folder")} == {"key_unreadable"}


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

    other = X25519PrivateKey.generate()
    file = tmp_path / "key"
    file.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    file.chmod(0o600)
    assert why_not(file) == "key_unreadable"
    public = other.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    with pytest.raises(PreventError) as refusal:
        signing.public_keys(public)
    assert refusal.value.code == "bad_public_key"


@pytest.mark.parametrize("text", ["", "nothing", "-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY-----"])
def test_what_is_no_public_key_is_refused(text: str) -> None:
    with pytest.raises(PreventError) as refusal:
        signing.public_keys(text)
    assert refusal.value.code == "bad_public_key"


def test_several_public_keys_are_one_text() -> None:
    signers = [signing.fresh()[0] for _ in range(3)]
    text = "Ours:\n" + "".join(signer.public for signer in signers)
    assert list(signing.public_keys(text)) == [signer.number for signer in signers]


def test_where_it_cannot_be_made_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert why_not(tmp_path / "file" / "key") in ("cannot_create", "key_unreadable")
