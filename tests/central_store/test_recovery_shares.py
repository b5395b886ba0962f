"""The recovery key in parts: any two of the holders have it, and one alone has nothing."""

from pathlib import Path

import msgspec
import pytest

from casework.recovery import PRIVATE_BYTES, RecoveryKey, seal_to
from central_store.devices.recovery_shares import (
    LEAST,
    BadShare,
    Hardness,
    joined,
    read_share,
    shut,
    split,
    write_share,
)

HOLDERS = ("Rosa", "Sam", "Tariq")
PASSPHRASE = "amber kettle moon fence"


@pytest.fixture(scope="module")
def key() -> RecoveryKey:
    return RecoveryKey.generate()


def test_any_two_have_it(key: RecoveryKey) -> None:
    rosa, sam, tariq = split(key, HOLDERS)
    sealed = seal_to(key.public, b"vault key", b"purpose")
    for one, other in ((rosa, sam), (sam, rosa), (rosa, tariq), (tariq, sam)):
        assert joined(one, other).open(sealed, b"purpose") == b"vault key"


def test_one_alone_holds_random_bytes_and_none_of_the_key(key: RecoveryKey) -> None:
    """Every half by itself is as likely under any other key: with one changed half it joins to another key's bytes."""
    private = key.to_bytes()
    for share in split(key, HOLDERS):
        for half in share.halves.values():
            assert len(half) == PRIVATE_BYTES
            assert not any(private[at : at + 8] in half for at in range(PRIVATE_BYTES - 8))
        first, second = share.halves.values()
        assert bytes(one ^ other for one, other in zip(first, second, strict=True)) != private
        with pytest.raises(BadShare):
            joined(share, share)
    again = {share.holder: share.halves for share in split(key, HOLDERS)}
    assert all(again[share.holder] != share.halves for share in split(key, HOLDERS))


def test_parts_of_two_keys_or_a_changed_one_join_to_nothing(key: RecoveryKey) -> None:
    rosa, sam, _ = split(key, HOLDERS)
    others_rosa, others_sam, _ = split(RecoveryKey.generate(), HOLDERS)
    changed = msgspec.structs.replace(sam, halves={**sam.halves, "Rosa": bytes(PRIVATE_BYTES)})
    short = msgspec.structs.replace(sam, halves={**sam.halves, "Rosa": sam.halves["Rosa"][:-1]})
    for one, other in ((rosa, others_sam), (others_rosa, sam), (rosa, changed), (rosa, short)):
        with pytest.raises(BadShare, match="do not belong"):
            joined(one, other)


@pytest.mark.parametrize("holders", [(), ("Rosa",), ("Rosa", "Rosa"), ("Rosa", ""), tuple("abcdefghi")])
def test_fewer_than_two_or_one_twice_is_refused(key: RecoveryKey, holders: tuple[str, ...]) -> None:
    with pytest.raises(BadShare):
        split(key, holders)


def test_a_file_opens_with_its_holders_passphrase_alone(key: RecoveryKey, tmp_path: Path) -> None:
    rosa, _, _ = split(key, HOLDERS)
    write_share(tmp_path / "rosa", shut(rosa, PASSPHRASE, LEAST))
    kept = read_share(tmp_path / "rosa")
    assert kept.open(PASSPHRASE) == rosa
    with pytest.raises(BadShare, match="Rosa’s part"):
        kept.open("another one altogether")
    for changed in ({"holder": "Sam"}, {"others": ("Zoe",)}, {"public": bytes(1216)}, {"salt": bytes(16)}):
        with pytest.raises(BadShare):
            msgspec.structs.replace(kept, plain=msgspec.structs.replace(kept.plain, **changed)).open(PASSPHRASE)
    data = (tmp_path / "rosa").read_bytes()
    assert not any(half in data for half in rosa.halves.values())
    with pytest.raises(BadShare, match="is there already"):
        write_share(tmp_path / "rosa", kept)
    assert (tmp_path / "rosa").read_bytes() == data


def test_a_short_passphrase_and_too_little_work_are_refused(key: RecoveryKey, tmp_path: Path) -> None:
    rosa, _, _ = split(key, HOLDERS)
    with pytest.raises(BadShare, match="12 characters"):
        shut(rosa, "too short", LEAST)
    easy = shut(rosa, PASSPHRASE, Hardness(memory=8 * 1024, passes=1, lanes=1))
    write_share(tmp_path / "easy", easy)
    (tmp_path / "torn").write_bytes(b"{")
    for name, why in (("easy", "was changed"), ("torn", "is not a part"), ("none", "cannot be read")):
        with pytest.raises(BadShare, match=why):
            read_share(tmp_path / name)
