"""From the vault key to the keys that do the work: the database's, and the wrap of the device's signing key."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from casework.seals import SigningKey
from desktop_app.vault.errors import DamagedKeyFile
from desktop_app.vault.key_file import KEY_BYTES, NONCE_BYTES

DATABASE, SIGNING_WRAP, LAST_STATE = b"daybook/database/1", b"daybook/signing/1", b"daybook/state/1"


def new_vault_key() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def database_key(vault_key: bytes) -> bytearray:
    """The raw key of the encrypted database, in memory that can be wiped."""
    return bytearray(_derived(vault_key, DATABASE))


def state_key(vault_key: bytes) -> bytes:
    """What proves how the copy stood when it was last closed."""
    return _derived(vault_key, LAST_STATE)


def wrap_signing_key(vault_key: bytes, signing_key: SigningKey) -> bytes:
    """The device's private key, sealed under the vault key and bound to its public one."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    wrap = AESGCM(_derived(vault_key, SIGNING_WRAP))
    return signing_key.public + nonce + wrap.encrypt(nonce, signing_key.to_bytes(), signing_key.public)


def unwrap_signing_key(vault_key: bytes, wrapped: bytes) -> SigningKey:
    """The device's private key. Raises DamagedKeyFile."""
    public, rest = wrapped[:KEY_BYTES], wrapped[KEY_BYTES:]
    try:
        raw = AESGCM(_derived(vault_key, SIGNING_WRAP)).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], public)
    except (InvalidTag, ValueError) as error:
        raise DamagedKeyFile(
            "This laptop's own key is damaged. Ring your administrator; nothing was deleted."
        ) from error
    return SigningKey.from_bytes(raw)


def wipe(secret: bytearray) -> None:
    """Overwrite a secret in memory. Copies that Python made elsewhere go when the process ends."""
    for position in range(len(secret)):
        secret[position] = 0


def _derived(vault_key: bytes, purpose: bytes) -> bytes:
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=purpose).derive(vault_key)
