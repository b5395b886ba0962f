"""The authority's key file, kept away from the store, and the store's own key.

The authority key file holds what lets somebody speak for the authority: its signing key, the administrator's device and
the TLS root. The store never reads it but through a command that is given the file.
"""

import os
from pathlib import Path

import msgspec

from casework.errors import KnownError
from casework.seals import SigningKey
from central_store.disk import to_disk


class NoKeyFile(KnownError):
    """The authority's key file is not there, or is something else."""


class AuthorityKeys(msgspec.Struct, frozen=True):
    """32 private bytes each, and the TLS root as PEM."""

    authority: bytes
    administrator: bytes
    tls_root: str
    tls_root_key: str

    def authority_key(self) -> SigningKey:
        """Signs approvals."""
        return SigningKey.from_bytes(self.authority)

    def administrator_key(self) -> SigningKey:
        """Seals what the administrator adds: imports, people, grants, approvals."""
        return SigningKey.from_bytes(self.administrator)


def write_authority_keys(path: Path, keys: AuthorityKeys) -> None:
    """Write the file, readable by its owner only. Never over another."""
    write_secret(path, msgspec.json.encode(keys))


def read_authority_keys(path: Path) -> AuthorityKeys:
    """The keys. Raises NoKeyFile."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=AuthorityKeys)
    except OSError as error:
        raise NoKeyFile(f"The authority key file {path} cannot be read. It was made by init; bring it here.") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NoKeyFile(f"{path} is not an authority key file.") from error


def write_secret(path: Path, data: bytes) -> None:
    """Write bytes that only the owner may read; refuse to write over a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    to_disk(path.parent)


def replace_secret(path: Path, data: bytes) -> None:
    """Put other bytes in the place of a file that only the owner may read: the old ones or the new, never a part."""
    part = path.with_name(path.name + ".new")
    part.unlink(missing_ok=True)
    write_secret(part, data)
    part.replace(path)
    to_disk(path.parent)
