"""The administrators of a test's store: who hold the recovery key in parts, and let in a laptop that nobody can open."""

from pathlib import Path

from casework.exchange import RecoverAsk
from central_store.devices.recovery_shares import LEAST, read_share
from central_store.letting_in import let_in, make_recovery_key, request_with
from desktop_app.opening.door import keep_door, read_door
from desktop_app.record_store.recovery import seal_for_recovery
from desktop_app.sync.asking_in import Authority, ask_to_be_let_in
from desktop_app.vault.letting_in import Request
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import OpenVault
from tests.support.laptops import Laptop, open_again
from tests.support.store import RunningStore

ROSA, SAM, TARIQ = "Rosa Lind", "Sam Okoro", "Tariq Aziz"
PASSPHRASES = {ROSA: "amber kettle moon fence", SAM: "violet ladder seven rain", TARIQ: "granite otter plain song"}
NEW_PASSPHRASE = "nine slow barges under snow"


def give_recovery_key(store: RunningStore, folder: Path) -> dict[str, Path]:
    """Make the store's recovery key; {holder: file of the part}."""
    files = {name: folder / f"{name.split()[0].lower()}.part" for name in PASSPHRASES}
    opened = store.open()
    try:
        make_recovery_key(opened, store.keys, files, PASSPHRASES, LEAST)
    finally:
        opened.close()
    return files


def hear_of_it(folder: Path) -> Laptop:
    """A laptop that is unlocked with its passphrase, as Daybook does it: what must be known before the next time is kept
    beside the vault, and its key is sealed for the administrators. It stays open."""
    laptop = open_again(folder)
    seal_for_recovery(laptop.vault, laptop.records)
    keep_door(laptop.vault.profile, laptop.records)
    return laptop


def whom(profile: Profile) -> Authority:
    """Whom a laptop that is shut asks."""
    door = read_door(profile)
    return Authority(door.address, door.tls_root, door.tenant, door.authority)


def ask(profile: Profile) -> Request:
    """Ask two administrators, from a laptop that is shut; nobody has answered yet."""
    request = Request(profile, whom(profile).tenant)
    assert ask_to_be_let_in(whom(profile), request.ask) is None
    return request


def answer(store: RunningStore, words: str, asked: RecoverAsk, *files: Path) -> str:
    """Let a laptop in, whose words were heard so; whose it is."""
    return let_device_in(store, words, asked.device, *files)


def let_device_in(store: RunningStore, words: str, device: str, *files: Path) -> str:
    """The same, of a laptop by its fingerprint."""
    opened = store.open()
    try:
        found = request_with(opened, device[:8], words)
        return let_in(opened, store.keys, found, [read_share(file) for file in files], PASSPHRASES)
    finally:
        opened.close()


def come_in(profile: Profile, request: Request, passphrase: str = NEW_PASSPHRASE) -> OpenVault:
    """Open the copy with what the administrators answered."""
    sealed = ask_to_be_let_in(whom(profile), request.ask)
    assert sealed is not None
    return request.come_in(sealed, request.new_slot(passphrase))
