"""The key that certificates are signed with: a file for the program's user alone, and its public half for everybody."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_tui.domain.errors import PreventError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_MODE = 0o600
_LARGEST = 1 << 16
_PUBLIC = re.compile(r"-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----", re.DOTALL)


class Signer:
    """A private key, ready to sign."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public = _pem(private.public_key())
        self.number = number_of(private.public_key())

    def sign(self, data: bytes) -> bytes:
        """The Ed25519 signature of some data."""
        return self._private.sign(data)


def opened(file: Path) -> Signer:
    """The key in that file, made now if there is none; two who make it at once get the same one.

    Raises `key_exposed` where others can reach it, `key_unreadable`, or `cannot_create`.
    """
    held = load(file)
    if held is None:
        _place(file, _fresh(), replacing=False)
        held = load(file)
    if held is None:
        raise PreventError("key_unreadable", path=str(file))
    return held


def fresh() -> tuple[Signer, bytes]:
    """A new key, and what its file will hold."""
    text = _fresh()
    return Signer(_private(text)), text


def put(file: Path, text: bytes) -> None:
    """Put a new key in the place of the one in use; raises `cannot_create`."""
    _place(file, text, replacing=True)


def load(file: Path) -> Signer | None:
    """The key in that file; None where there is no file. Raises `key_exposed` or `key_unreadable`."""
    try:
        handle = os.open(file, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise PreventError("key_unreadable", path=str(file)) from error
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise PreventError("key_unreadable", path=str(file))
        if status.st_uid != os.geteuid() or stat.S_IMODE(status.st_mode) & 0o077:
            raise PreventError("key_exposed", path=str(file), mode=f"{stat.S_IMODE(status.st_mode):04o}")
        text = os.read(handle, _LARGEST)
    finally:
        os.close(handle)
    try:
        return Signer(_private(text))
    except (ValueError, TypeError) as error:
        raise PreventError("key_unreadable", path=str(file)) from error


def public_keys(text: str) -> Mapping[str, Ed25519PublicKey]:
    """Every public key of a PEM text, by its number; raises `bad_public_key` where there is none or one is broken."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    found = {}
    for pem in _PUBLIC.findall(text):
        try:
            key = load_pem_public_key(pem.encode())
        except (ValueError, UnsupportedAlgorithm) as error:
            raise PreventError("bad_public_key") from error
        if not isinstance(key, Ed25519PublicKey):
            raise PreventError("bad_public_key")
        found[number_of(key)] = key
    if not found:
        raise PreventError("bad_public_key")
    return found


def is_signed(key: Ed25519PublicKey, signature: bytes, data: bytes) -> bool:
    """Whether that signature of the data was made with the private half of the key."""
    from cryptography.exceptions import InvalidSignature

    try:
        key.verify(signature, data)
    except InvalidSignature:
        return False
    return True


def number_of(key: Ed25519PublicKey) -> str:
    """A key's number: the first 16 hexadecimal digits of the SHA-256 of its 32 bytes."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]


def _fresh() -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    private = Ed25519PrivateKey.generate()
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _private(text: bytes) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    private = load_pem_private_key(text, password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise ValueError("not an Ed25519 key")
    return private


def _pem(key: Ed25519PublicKey) -> str:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")


def _place(file: Path, text: bytes, *, replacing: bool) -> None:
    """The whole key in its place at once; where it doesn't replace, the first to come is the one that stays."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _beside(file, text) as beside:
            if replacing:
                os.replace(beside, file)
            else:
                with contextlib.suppress(FileExistsError):
                    os.link(beside, file)
    except OSError as error:
        raise PreventError("cannot_create", path=str(file), reason=error.strerror or "") from error


@contextlib.contextmanager
def _beside(file: Path, text: bytes) -> Iterator[Path]:
    """That text in a file of its own beside another, on the disk; gone afterwards unless it was moved."""
    beside = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, _MODE)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        yield beside
    finally:
        beside.unlink(missing_ok=True)
