"""The one-time code with which a device joins: a secret, and the fingerprints of the authority's key and TLS root.

The code is read out or pasted once. Its fingerprints make the first connection safe without any set-up: the device
believes only the authority, and only the TLS root, that the code names.
"""

import base64
import hashlib
import secrets

import msgspec

from casework.errors import KnownError

SECRET_BYTES = 10
FINGERPRINT_BYTES = 12
_CHECK_BYTES = 2
_GROUP = 5
_LOOKALIKES = str.maketrans({"0": "O", "1": "I", "8": "B", " ": None, "-": None, "\n": None, "\t": None, "\r": None})


class BadCode(KnownError):
    """The code was mistyped, or is not one of ours."""


class EnrolmentCode(msgspec.Struct, frozen=True):
    """secret: shown to the store once; authority, tls_root: the first 12 bytes of their fingerprints."""

    secret: bytes
    authority: bytes
    tls_root: bytes

    def written(self) -> str:
        """The code as a person reads it: groups of five letters and digits."""
        body = self.secret + self.authority + self.tls_root
        letters = base64.b32encode(body + _check(body)).decode().rstrip("=")
        return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))

    @property
    def secret_text(self) -> str:
        """The part that is shown to the store."""
        return self.secret.hex()


def new_code(authority_public: bytes, tls_root_pem: str) -> EnrolmentCode:
    """A fresh code for one device."""
    secret = secrets.token_bytes(SECRET_BYTES)
    return EnrolmentCode(secret, authority_fingerprint(authority_public), tls_root_fingerprint(tls_root_pem))


def read_code(text: str) -> EnrolmentCode:
    """The code as typed; case, spaces and the likeness of O and 0 do not matter. Raises BadCode with a sentence."""
    letters = letters_typed(text)
    try:
        raw = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError as error:
        raise BadCode(
            "That is not an enrolment code. Copy it again, all of it, from your administrator's note."
        ) from error
    body, check = raw[:-_CHECK_BYTES], raw[-_CHECK_BYTES:]
    if len(body) != SECRET_BYTES + 2 * FINGERPRINT_BYTES or _check(body) != check:
        raise BadCode("The code is not complete, or one letter is wrong. Compare it group by group and try again.")
    secret, rest = body[:SECRET_BYTES], body[SECRET_BYTES:]
    return EnrolmentCode(secret, rest[:FINGERPRINT_BYTES], rest[FINGERPRINT_BYTES:])


def letters_typed(text: str) -> str:
    """What was meant by what was typed, in letters of base32: case, spaces, hyphens and the likeness of O and 0 do not
    matter."""
    return text.translate(_LOOKALIKES).upper()


def authority_fingerprint(public: bytes) -> bytes:
    """12 bytes that name the authority's key."""
    return hashlib.sha256(b"daybook/key/1" + public).digest()[:FINGERPRINT_BYTES]


def tls_root_fingerprint(pem: str) -> bytes:
    """12 bytes that name the TLS root certificate: of the SHA-256 of its DER form."""
    body = "".join(line for line in pem.strip().splitlines() if not line.startswith("-----"))
    return hashlib.sha256(base64.b64decode(body)).digest()[:FINGERPRINT_BYTES]


def _check(body: bytes) -> bytes:
    return hashlib.sha256(b"daybook/code/1" + body).digest()[:_CHECK_BYTES]
