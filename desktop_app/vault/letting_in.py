"""Coming in without the passphrase: two administrators open what this copy sealed for them, and it gets new keys.

    1. a request: the key file's header and recovery slot, a new signing key, and a key to which the answer shall be sealed.
       The private halves are in memory alone; what they answer opens nothing without them
    2. the new signing key takes the place of the older one, under the vault key in use
    3. the key file holds, under the new passphrase, the vault key in use and a new one
    4. the new vault key takes the place of the one in use (rotation), which the administrators could have kept

Killed before 2, the copy is as it was, and is asked for again. Killed before 3, it opens as before, with the new signing
key; after 3 it opens with the new passphrase, and what is left is done by the next opening.
"""

from casework.errors import BadSeal
from casework.exchange import RecoverAsk
from casework.recovery import RecoveryKey, answer_purpose
from casework.seals import SigningKey, device_id
from desktop_app.vault import device_secret
from desktop_app.vault.errors import CannotBeLetIn
from desktop_app.vault.key_file import KEY_BYTES, KeyFile, Slot, new_slot, split_keys
from desktop_app.vault.keys import new_vault_key, wrap_signing_key
from desktop_app.vault.last_state import Seen
from desktop_app.vault.profile import Profile, ProfileLock
from desktop_app.vault.rotation import keep_key_file, key_in_use, keys_in_use, unwrapped
from desktop_app.vault.safe_files import write_whole
from desktop_app.vault.vault import OpenVault, bytes_of, kept_key_file, open_with_keys
from desktop_app.vault.wrong_tries import TryCounter


class Request:
    """One request to be let in. ask: what is sent; it is signed for the authority with this id."""

    def __init__(self, profile: Profile, tenant: str) -> None:
        """Raises CannotBeLetIn where the copy was never sealed for the administrators, DamagedKeyFile or NotOurs."""
        key_file = kept_key_file(profile)
        if key_file.recovery_slot is None:
            raise CannotBeLetIn(
                "This laptop was not prepared for it: your authority had no recovery key when it was unlocked last. Only the"
                " passphrase opens this copy. Nothing is lost; ring for help."
            )
        self._profile, self._key_file = profile, key_file
        self._ephemeral, self.signing_key = RecoveryKey.generate(), SigningKey.generate()
        ask = RecoverAsk(
            device_id(bytes_of(profile.signing_key)[:KEY_BYTES]),
            self.signing_key.public,
            self._ephemeral.public,
            key_file.header,
            key_file.recovery_slot,
        )
        self.ask = RecoverAsk(
            ask.device,
            ask.public,
            ask.ephemeral,
            ask.header,
            ask.slot,
            self.signing_key.sign("recover", tenant, ask.name),
        )

    def new_slot(self, passphrase: str) -> Slot:
        """A slot for the passphrase that shall open the copy from then on. It takes up to a second to work out.

        A keystore that no longer has its part of the key is not asked again: it may be why the copy does not open.
        """
        header = self._key_file.read_header()
        return new_slot(
            passphrase,
            profile=header.profile,
            hardness=header.hardness,
            device_secret=device_secret.fetch(header.profile) if header.uses_device_secret else None,
            recovery_public=header.recovery_public,
        )

    def come_in(self, sealed: bytes, slot: Slot) -> OpenVault:
        """Open the copy with what the administrators sealed, under a new passphrase and with new keys.

        Raises CannotBeLetIn where that opens nothing, or the copy was changed since; VaultInUse, DamagedKeyFile, NoRoom or
        NotOurs. It can be tried again with the same answer.
        """
        lock = ProfileLock(self._profile)
        lock.take()
        try:
            return self._come_in(sealed, slot, lock)
        except BaseException:
            lock.give_back()
            raise

    def _come_in(self, sealed: bytes, slot: Slot, lock: ProfileLock) -> OpenVault:
        profile, wrapped = self._profile, bytes_of(self._profile.signing_key)
        if not self._is_as_asked(kept_key_file(profile)):
            raise CannotBeLetIn(
                "This copy was changed since you asked. Nothing was changed now, and nothing is lost. Ask once more."
            )
        vault_keys = self._opened(sealed)
        unwrapped(vault_keys, wrapped)
        seen, in_use = Seen.of(profile), key_in_use(profile, vault_keys)
        write_whole(profile.signing_key, wrap_signing_key(in_use, self.signing_key))
        keep_key_file(profile, slot, in_use, new_vault_key())
        TryCounter(profile.tries).begin_anew()
        keys = keys_in_use(profile, slot, kept_key_file(profile), bytes_of(profile.signing_key))
        return open_with_keys(profile, keys, lock, seen, slot)

    def _is_as_asked(self, key_file: KeyFile) -> bool:
        return (key_file.header, key_file.recovery_slot) == (self._key_file.header, self._key_file.recovery_slot)

    def _opened(self, sealed: bytes) -> tuple[bytes, ...]:
        try:
            return split_keys(self._ephemeral.open(sealed, answer_purpose(self.ask.name)))
        except BadSeal as error:
            raise CannotBeLetIn(
                "What came back does not open this copy. Nothing was changed, and nothing is lost. Ask once more, and tell"
                " the administrators."
            ) from error
