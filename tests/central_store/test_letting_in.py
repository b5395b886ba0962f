"""A locked-out laptop at the store: who may ask, how much is kept, and what two administrators are asked before they let it in."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from casework.exchange import RECOVERY_SECONDS, Endpoint, RecoverAnswer, RecoverAsk
from casework.lease import new_challenge
from casework.recovery import RecoveryKey, answer_purpose, seal_to, slot_purpose
from casework.seals import SigningKey, check_approval, check_succession, device_id
from central_store.database import writing
from central_store.devices.recovery_shares import BadShare, read_share
from central_store.leases import give_code
from central_store.letting_in import CannotLetIn, let_in, need_two, request_with
from central_store.locked_out import MOST, MOST_OF_A_DEVICE, Requests
from central_store.people import Register
from central_store.serving.addresses import MOST_FROM_ONE_ADDRESS, MOST_FROM_ONE_ADDRESS_IN_ALL, Addresses
from central_store.store import NotEnrolling, Store
from tests.central_store.device import Device, Refused, audit_lines
from tests.support import administrators as office
from tests.support.administrators import PASSPHRASES, ROSA, SAM, TARIQ
from tests.support.store import PROGRAM, ROOT, RunningStore

HEADER, VAULT_KEY = b"the header of a key file", b"v" * 32
Parts = dict[str, Path]


@pytest.fixture(scope="module")
def parts(store: RunningStore, tmp_path_factory: pytest.TempPathFactory) -> Parts:
    return office.give_recovery_key(store, tmp_path_factory.mktemp("parts"))


@pytest.fixture
def opened(store: RunningStore) -> Iterator[Store]:
    opened = store.open()
    yield opened
    opened.close()


class LockedOut:
    """A laptop that was a device's, and is shut."""

    def __init__(self, device: Device, parts: Parts, **other: bytes | str) -> None:
        self.device = device
        self.ephemeral, self.key = RecoveryKey.generate(), SigningKey.generate()
        slot = seal_to(read_share(parts[ROSA]).plain.public, VAULT_KEY, slot_purpose(HEADER))
        said = {"device": device.id, "header": HEADER, "slot": slot, "ephemeral": self.ephemeral.public}
        ask = RecoverAsk(public=self.key.public, **{**said, **other})  # type: ignore[arg-type]
        self.sent = msgspec.structs.replace(ask, signature=self.key.sign("recover", device.tenant, ask.name))

    @property
    def words(self) -> str:
        return " ".join(self.sent.words)

    def ask(self) -> RecoverAnswer:
        return self.device.ask(Endpoint.RECOVER, self.sent, RecoverAnswer)


def answer(opened: Store, store: RunningStore, locked_out: LockedOut, *files: Path, words: str = "") -> str:
    found = request_with(opened, locked_out.device.id, words or locked_out.words)
    shares = [read_share(file) for file in files]
    return let_in(opened, store.keys, found, shares, PASSPHRASES)


def recover(store: RunningStore, *options: str, typed: tuple[str, ...] = ()) -> "subprocess.CompletedProcess[str]":
    command = [*PROGRAM, "recover", "--data", str(store.data), *options]
    lines = "".join(f"{line}\n" for line in typed)
    return subprocess.run(command, cwd=ROOT, input=lines, capture_output=True, text=True, check=False)


def test_the_answer_opens_in_that_laptop_alone_and_its_new_key_takes_over(
    store: RunningStore, parts: Parts, opened: Store, ruth: Device
) -> None:
    locked_out = LockedOut(ruth, parts)
    assert locked_out.ask() == RecoverAnswer()
    assert answer(opened, store, locked_out, parts[ROSA], parts[SAM]) == "ruth"
    given = locked_out.ask()
    assert given.vault_keys is not None
    assert locked_out.ephemeral.open(given.vault_keys, answer_purpose(locked_out.sent.name)) == VAULT_KEY
    assert given.approval is not None
    assert given.succession is not None
    authority = store.keys.authority_key().public
    check_approval(authority, ruth.tenant, given.approval)
    check_succession(authority, ruth.tenant, given.succession)
    assert given.approval.public == given.succession.public == locked_out.key.public
    assert given.succession.devices == (ruth.id,)
    with pytest.raises(Refused) as refused:
        ruth.sign_in()
    assert refused.value.code == "replaced"
    (line,) = [line for line in audit_lines(store, "recover") if ruth.id in line[2]]
    assert line[2] == f"{ruth.id} is {device_id(locked_out.key.public)} now; opened by {ROSA} and {SAM}"
    with pytest.raises(CannotLetIn):
        answer(opened, store, locked_out, parts[ROSA], parts[SAM])


def test_a_store_that_exchanges_a_key_is_found_by_the_words(
    store: RunningStore, parts: Parts, opened: Store, omar: Device
) -> None:
    """What the worker reads out are the words of what the laptop sent; what lies in the store has others."""
    at_the_laptop = LockedOut(omar, parts)
    in_the_store = LockedOut(omar, parts, header=at_the_laptop.sent.header)  # its own ephemeral and device key
    in_the_store.ask()
    with pytest.raises(CannotLetIn, match="not the words") as refused:
        answer(opened, store, in_the_store, parts[ROSA], parts[SAM], words=at_the_laptop.words)
    assert "Nothing was changed" in refused.value.sentence
    assert in_the_store.ask() == RecoverAnswer()
    omar.sign_in()


@pytest.mark.parametrize(
    ("chosen", "why"),
    [
        ((ROSA,), "Name two parts"),
        ((ROSA, ROSA), "one part twice"),
        ((ROSA, SAM, TARIQ), "Name two parts"),
    ],
)
def test_one_part_alone_or_twice_opens_nothing(parts: Parts, chosen: tuple[str, ...], why: str) -> None:
    with pytest.raises(BadShare, match=why):
        need_two([read_share(parts[name]) for name in chosen])


def test_a_wrong_passphrase_another_key_or_a_foreign_slot_changes_nothing(
    store: RunningStore, parts: Parts, opened: Store, ruth: Device, tmp_path: Path
) -> None:
    with RunningStore(tmp_path) as other:
        others = office.give_recovery_key(other, tmp_path)
    foreign = LockedOut(ruth, parts, slot=seal_to(RecoveryKey.generate().public, VAULT_KEY, slot_purpose(HEADER)))
    locked_out = LockedOut(ruth, parts)
    for one in (foreign, locked_out):
        one.ask()
    with pytest.raises(CannotLetIn, match="not sealed to this recovery key"):
        answer(opened, store, foreign, parts[ROSA], parts[SAM])
    with pytest.raises(BadShare, match="do not belong"):
        answer(opened, store, locked_out, parts[ROSA], others[SAM])
    found = request_with(opened, ruth.id, locked_out.words)
    wrong = {**PASSPHRASES, SAM: "something else entirely"}
    with pytest.raises(BadShare, match="Sam Okoro’s part"):
        let_in(opened, store.keys, found, [read_share(parts[ROSA]), read_share(parts[SAM])], wrong)
    assert locked_out.ask() == RecoverAnswer()
    ruth.sign_in()


def test_a_request_is_over_after_an_hour(
    store: RunningStore, parts: Parts, opened: Store, zoe: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked_out = LockedOut(zoe, parts)
    locked_out.ask()
    import time

    later = time.time() + 3601
    monkeypatch.setattr("central_store.locked_out.time.time", lambda: later)
    with pytest.raises(CannotLetIn, match="holds for an hour"):
        answer(opened, store, locked_out, parts[ROSA], parts[SAM])


def test_an_answer_that_nobody_fetched_is_over_after_an_hour(
    store: RunningStore, parts: Parts, opened: Store, zoe: Device
) -> None:
    locked_out = LockedOut(zoe, parts)
    locked_out.ask()
    answer(opened, store, locked_out, parts[ROSA], parts[SAM])
    store.in_database("UPDATE locked_out SET asked=asked-3601")
    with pytest.raises(Refused) as refused:
        locked_out.ask()
    assert refused.value.code == "over"
    again = LockedOut(zoe, parts)
    assert again.ask() == RecoverAnswer()
    assert answer(opened, store, again, parts[ROSA], parts[SAM]) == "zoe"


def test_strangers_revoked_laptops_and_the_office_cannot_ask(store: RunningStore, parts: Parts) -> None:
    stranger, lost, office_device = (Device(store, "ruth").join() for _ in range(3))
    stranger.id = "0" * 32
    store.revoke(lost.id)
    office_device.id = device_id(store.keys.administrator_key().public)
    for device in (stranger, lost, office_device):
        with pytest.raises(Refused) as refused:
            LockedOut(device, parts).ask()
        assert (refused.value.status, refused.value.code) == (403, "device")
        device.close()


def test_what_is_not_signed_or_too_long_is_refused(parts: Parts, ruth: Device) -> None:
    unsigned, longer, short = LockedOut(ruth, parts), LockedOut(ruth, parts, header=b"h" * 4097), LockedOut(ruth, parts)
    unsigned.sent = msgspec.structs.replace(unsigned.sent, header=b"another")
    short.sent = msgspec.structs.replace(short.sent, ephemeral=b"e")
    for one in (unsigned, longer, short):
        with pytest.raises(Refused) as refused:
            one.ask()
        assert refused.value.code == "form"


def test_a_stranger_at_one_address_cannot_take_all_places_of_a_laptop(store: RunningStore, parts: Parts) -> None:
    device = Device(store, "omar").join()
    first = LockedOut(device, parts)
    first.ask()
    for _ in range(MOST_FROM_ONE_ADDRESS - 1):
        LockedOut(device, parts).ask()
    with pytest.raises(Refused) as refused:
        LockedOut(device, parts).ask()
    assert (refused.value.status, refused.value.code) == (429, "often")
    assert first.ask() == RecoverAnswer(), "what is known is asked for as often as one likes"
    device.close()


def test_few_requests_are_kept_for_a_laptop_and_few_in_all(store: RunningStore, parts: Parts, opened: Store) -> None:
    device = Device(store, "omar").join()
    with writing(opened.engine) as connection:
        requests = Requests(connection, opened.tenant)
        for _ in range(MOST_OF_A_DEVICE):
            assert requests.place(LockedOut(device, parts).sent)
        assert not requests.place(LockedOut(device, parts).sent)
    assert MOST_OF_A_DEVICE * 20 <= MOST
    device.close()


def test_what_came_from_one_address_is_counted_for_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("central_store.serving.addresses.time.monotonic", lambda: now[0])
    addresses = Addresses()
    here, beside = "2001:db8:0:1::7", "2001:db8:0:1:ffff::9"  # one household has them all
    assert [addresses.may_ask(here, "laptop") for _ in range(MOST_FROM_ONE_ADDRESS)] == [True] * MOST_FROM_ONE_ADDRESS
    assert not addresses.may_ask(beside, "laptop")
    assert addresses.may_ask("2001:db8:0:2::7", "laptop")
    assert addresses.may_ask(here, "another laptop")
    assert addresses.may_ask("", "laptop"), "a socket that names no address"
    now[0] = RECOVERY_SECONDS + 1.0
    assert addresses.may_ask(beside, "laptop")
    for number in range(MOST_FROM_ONE_ADDRESS_IN_ALL):
        addresses.may_ask("192.0.2.1", f"laptop {number}")
    assert not addresses.may_ask("192.0.2.1", "one laptop more")


def test_from_the_command_line_everything_is_asked_before_anything_is_changed(
    store: RunningStore, parts: Parts, zoe: Device
) -> None:
    locked_out = LockedOut(zoe, parts)
    locked_out.ask()
    shares = ("--share", str(parts[TARIQ]), "--share", str(parts[SAM]))
    key = ("--authority-key", str(store.key_file))
    device = ("--device", zoe.id[:12])
    assert "Zoe" in recover(store).stdout
    for options, typed, why in (
        ((*device, *shares[:2], *key), (), "Name two parts"),
        ((*device, *shares), (), "--authority-key"),
        ((*device, *shares, *key), ("acorn " * 8,), "not the words"),
        (("--device", "0123456789ab", *shares, *key), (locked_out.words,), "No laptop"),
        ((*device, *shares, *key), (locked_out.words, PASSPHRASES[SAM], PASSPHRASES[TARIQ]), "does not open"),
    ):
        done = recover(store, *options, typed=typed)
        assert done.returncode == 1
        assert why in done.stderr
        assert "Traceback" not in done.stderr
    assert locked_out.ask() == RecoverAnswer()
    done = recover(
        store, *device, *shares, *key, typed=(locked_out.words.upper(), PASSPHRASES[TARIQ], PASSPHRASES[SAM])
    )
    assert done.returncode == 0, done.stderr
    assert f"opened by {SAM} and {TARIQ}" in done.stdout
    assert not any(passphrase in done.stdout + done.stderr for passphrase in PASSPHRASES.values())
    assert locked_out.ask().vault_keys is not None


def test_init_makes_it_too_and_says_where_there_is_none(tmp_path: Path) -> None:
    def init(name: str, *more: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
        where = ["--data", str(tmp_path / name), "--authority-key", str(tmp_path / f"{name}.key")]
        command = [*PROGRAM, "init", *where, "--tenant", "made-up", "--name", "Made-up Council", *more]
        return subprocess.run(command, cwd=ROOT, input=typed, capture_output=True, text=True, check=False)

    assert "no recovery key yet" in init("without").stdout
    holders = ("--holder", "Rosa", str(tmp_path / "rosa"), "--holder", "Sam", str(tmp_path / "sam"))
    done = init("with", *holders, typed="amber kettle moon fence\nviolet ladder seven rain\n")
    assert done.returncode == 0, done.stderr
    assert read_share(tmp_path / "rosa").plain.others == ("Sam",)
    inside = tmp_path / "inside" / "part"
    wrong = init("inside", *holders[:3], "--holder", "Sam", str(inside), typed="amber kettle moon fence\n" * 2)
    assert wrong.returncode == 1
    assert not inside.exists()


@pytest.mark.parametrize(
    ("rosa", "sam", "typed", "why"),
    [
        ("rosa", "sam", "amber kettle moon fence\ntoo short\n", "at least 12 characters"),
        ("one", "one", "amber kettle moon fence\nviolet ladder seven rain\n", "file of their own"),
        ("rosa", "nowhere/sam", "amber kettle moon fence\nviolet ladder seven rain\n", "There is no folder"),
    ],
)
def test_what_is_wrong_with_a_part_is_said_before_a_store_is_made(
    tmp_path: Path, rosa: str, sam: str, typed: str, why: str
) -> None:
    """So that the same command can be given again, put right."""
    where = ["--data", str(tmp_path / "store"), "--authority-key", str(tmp_path / "key")]
    holders = ["--holder", "Rosa", str(tmp_path / rosa), "--holder", "Sam", str(tmp_path / sam)]
    command = [*PROGRAM, "init", *where, "--tenant", "made-up", "--name", "Made-up Council", *holders]
    done = subprocess.run(command, cwd=ROOT, input=typed, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert why in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("by_its_older_key", [True, False])
def test_a_laptop_that_was_let_in_is_revoked_under_all_its_keys(
    store: RunningStore, parts: Parts, opened: Store, by_its_older_key: bool
) -> None:
    """Lost, it is revoked by the fingerprint that somebody has on paper; an older copy of its folder is not let in either."""
    before = Device(store, "ruth").join()
    let_in_once, asked_before = LockedOut(before, parts), LockedOut(before, parts)
    for one in (let_in_once, asked_before):
        one.ask()
    answer(opened, store, let_in_once, parts[ROSA], parts[SAM])
    after = device_id(let_in_once.key.public)
    with pytest.raises(NotEnrolling, match="has a new key since"):
        give_code(opened, before.id, new_challenge(), 3)
    store.revoke(before.id if by_its_older_key else after)
    with pytest.raises(CannotLetIn, match="was revoked"):
        answer(opened, store, asked_before, parts[ROSA], parts[SAM])
    with pytest.raises(Refused) as refused:
        LockedOut(before, parts).ask()
    assert refused.value.code == "device"
    with pytest.raises(NotEnrolling, match="was revoked"):
        give_code(opened, after, new_challenge(), 3)
    with opened.engine.connect() as connection:
        register = Register(opened.tenant, opened.about.authority)
        register.refresh(connection)
        assert all(register.revoked_device(its) is not None for its in (before.id, after))  # an order for each
    before.close()
