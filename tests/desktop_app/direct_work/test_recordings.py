"""A child's voice: sealed into the vault as it comes, added with its session, and never plain on the disk."""

import datetime
import errno
import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from casework.childs_words import OPEN_ROOM, WORKERS, Sight, who_may_see
from casework.kinds.direct_work import Agreed, Recording, Session
from casework.sound import BYTES_A_SECOND, LONGEST
from desktop_app.direct_work import actions, recordings
from desktop_app.direct_work.draft import SessionDraft
from desktop_app.direct_work.recordings import HasEnded, RecordingDraft
from desktop_app.record_store.records import Records
from desktop_app.vault.attachments import HELD_BY_A_PIECE
from desktop_app.vault.errors import DamagedAttachment, NoRoom
from desktop_app.vault.vault import OpenVault
from tests.support.copies import CHILD, open_copy
from tests.support.refusing_disk import refuse_to_write

NOW = datetime.datetime(2026, 6, 9, 16, 10)  # noqa: DTZ001 local time, as the laptop's clock shows it
STARTED = "2026-06-09T16:12:00"
AGREED = Agreed("So that the court hears it from her", "yes if nan can here it", "agreed", "Her mother, on the phone")


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[tuple[OpenVault, Records]]:
    with open_copy(tmp_path / "copy") as opened:
        yield opened


@pytest.fixture
def records(copy: tuple[OpenVault, Records]) -> Records:
    return copy[1]


def spoken(seconds: float, seed: int = 1) -> bytes:
    """Sound in which no two parts are alike."""
    return random.Random(seed).randbytes(int(seconds * BYTES_A_SECOND))


def session(records: Records) -> SessionDraft:
    draft = actions.begin(records, CHILD, NOW)
    draft = msgspec.structs.replace(draft, alone=True, limits_explained=True, is_recorded=True)
    actions.keep(records, draft)
    return draft


def recorded(records: Records, of: SessionDraft, sound: bytes) -> RecordingDraft:
    draft = recordings.begin(records, CHILD, of.record, STARTED, AGREED)
    for start in range(0, len(sound), BYTES_A_SECOND):
        recordings.append(records, draft.record, sound[start : start + BYTES_A_SECOND])
    return draft


def heard(records: Records, draft: RecordingDraft | None) -> bytes:
    assert draft is not None
    return records.open_attachment(draft.sound)


@pytest.mark.parametrize(
    "length",
    [2, BYTES_A_SECOND, HELD_BY_A_PIECE - 2, HELD_BY_A_PIECE, HELD_BY_A_PIECE + 2, 3 * HELD_BY_A_PIECE, 700_000],
)
def test_what_was_heard_is_what_is_played(records: Records, length: int) -> None:
    sound = spoken(30)[:length]
    draft = recordings.end(records, recorded(records, session(records), sound).record)
    assert heard(records, draft) == sound
    assert draft is not None
    assert records.read_attachment(draft.sound, length // 2, 64) == sound[length // 2 : length // 2 + 64]


def test_each_second_is_kept_as_it_comes_and_a_copy_opened_anew_has_it(tmp_path: Path) -> None:
    sound = spoken(20)
    with open_copy(tmp_path / "copy") as (vault, records):
        of = session(records)
        draft = recorded(records, of, sound)
        again = Records(vault)  # nothing of the program that recorded is left
        (found,) = recordings.of_session(again, CHILD, of.record)
        assert found.record == draft.record
        assert heard(again, found) == sound
        with pytest.raises(HasEnded):
            recordings.append(again, draft.record, spoken(1))


def test_it_belongs_to_its_session_and_no_other(records: Records) -> None:
    one, other = session(records), session(records)
    recorded(records, one, spoken(2))
    assert recordings.of_session(records, CHILD, other.record) == ()
    assert [found.session for found in recordings.of_session(records, CHILD, one.record)] == [one.record]


def test_nothing_of_it_lies_plain_on_the_disk(copy: tuple[OpenVault, Records], tmp_path: Path) -> None:
    _, records = copy
    sound = spoken(20)
    recordings.end(records, recorded(records, session(records), sound).record)
    held = b"".join(path.read_bytes() for path in (tmp_path / "copy").rglob("*") if path.is_file())
    assert len(held) > len(sound)
    assert not any(sound[start : start + 32] in held for start in range(0, len(sound), 5_000))


def test_it_is_added_with_its_session_and_until_the_child_was_asked_is_for_professionals_alone(
    records: Records,
) -> None:
    of, sound = session(records), spoken(11)
    recorded(records, of, sound)
    recordings_waiting = records.waiting()
    assert sum(item.drafts for item in recordings_waiting.items) == 2
    actions.add_to_record(records, of, "Ella")
    (kept,) = records.records(CHILD, Recording)
    assert kept.value.agreed == AGREED
    assert kept.value.session == of.record == records.records(CHILD, Session)[0].record
    assert kept.value.sound is not None
    assert records.open_attachment(kept.value.sound) == sound
    assert who_may_see(kept.value, OPEN_ROOM) is Sight.NOT_ASKED
    assert who_may_see(kept.value, WORKERS).may_see
    assert records.drafts.lines() == []
    assert records.waiting().count == 1


def test_its_pieces_are_sent_with_it(copy: tuple[OpenVault, Records]) -> None:
    vault, records = copy
    of = session(records)
    recorded(records, of, spoken(30))
    with vault.engine.connect() as connection:
        assert not connection.exec_driver_sql("SELECT name FROM pieces").all()
    actions.add_to_record(records, of, "Ella")
    (kept,) = records.records(CHILD, Recording)
    assert kept.value.sound is not None
    with vault.engine.connect() as connection:
        waiting = connection.exec_driver_sql("SELECT name FROM pieces WHERE sent=0").scalars().all()
    assert set(waiting) == set(kept.value.sound.pieces)
    assert len(waiting) == 4


def test_a_session_that_is_thrown_away_takes_what_was_recorded_along(copy: tuple[OpenVault, Records]) -> None:
    vault, records = copy
    of = session(records)
    recorded(records, of, spoken(30))
    assert vault.pieces.names()
    actions.throw_away(records, of)
    assert records.drafts.lines() == []
    assert vault.pieces.names() == []


def test_a_kill_while_it_is_thrown_away_leaves_nothing_of_it_behind(
    copy: tuple[OpenVault, Records], monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, records = copy
    of, other = session(records), session(records)
    recorded(records, of, spoken(30))
    kept = recordings.end(records, recorded(records, other, spoken(10, seed=2)).record)
    with monkeypatch.context() as killed:
        killed.setattr(type(vault.pieces), "forget", _killed)
        with pytest.raises(KeyboardInterrupt):
            actions.throw_away(records, of)
    again = Records(vault)  # nothing of the program that was killed is left
    assert recordings.of_session(again, CHILD, of.record) == ()
    assert heard(again, kept) == spoken(10, seed=2)
    assert kept is not None
    assert set(vault.pieces.names()) == set(kept.sound.pieces)


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_where_nothing_was_heard_there_is_no_recording(records: Records) -> None:
    of = session(records)
    recorded(records, of, b"")
    assert recordings.of_session(records, CHILD, of.record) == ()


def test_a_disk_without_room_for_a_second_takes_none_of_it_and_loses_nothing(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    of, sound = session(records), spoken(12)
    draft = recorded(records, of, sound[: 9 * BYTES_A_SECOND])  # more than a piece: the next second seals one

    with monkeypatch.context() as disk:
        refuse_to_write(disk, errno.ENOSPC)
        with pytest.raises(NoRoom):
            recordings.append(records, draft.record, sound[9 * BYTES_A_SECOND : 10 * BYTES_A_SECOND])
    recordings.append(records, draft.record, sound[9 * BYTES_A_SECOND :])
    assert heard(records, recordings.end(records, draft.record)) == sound


def test_after_a_kill_at_its_end_the_same_bytes_are_sealed_again(copy: tuple[OpenVault, Records]) -> None:
    """The key of a recording never seals two different ends."""
    vault, records = copy
    of, sound = session(records), spoken(5)
    draft = recorded(records, of, sound)
    once = recordings.end(records, draft.record)
    assert once is not None
    before = msgspec.structs.replace(once, sound=msgspec.structs.replace(once.sound, pieces=(), length=0), rest=sound)
    records.drafts.keep(
        draft.name, CHILD, recordings.WHAT, before
    )  # as it stood when the last piece was on the disk alone
    with pytest.raises(HasEnded):
        recordings.append(records, draft.record, spoken(1, seed=2))
    assert recordings.end(records, draft.record) == once
    assert vault.pieces.names() == list(once.sound.pieces)


def test_a_recording_has_a_longest_length(records: Records) -> None:
    draft = recorded(records, session(records), spoken(1))
    long = msgspec.structs.replace(draft, sound=msgspec.structs.replace(draft.sound, length=LONGEST - 4))
    records.drafts.keep(draft.name, CHILD, recordings.WHAT, long)
    assert recordings.append(records, draft.record, spoken(1)).length == LONGEST


def test_a_part_that_was_changed_is_not_played_and_the_others_are(
    copy: tuple[OpenVault, Records], tmp_path: Path
) -> None:
    vault, records = copy
    sound = spoken(20)
    draft = recordings.end(records, recorded(records, session(records), sound).record)
    assert draft is not None
    name = draft.sound.pieces[1]
    path = next((tmp_path / "copy").rglob(name))
    path.write_bytes(bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:])
    with pytest.raises(DamagedAttachment):
        records.read_attachment(draft.sound, HELD_BY_A_PIECE, BYTES_A_SECOND)
    assert records.read_attachment(draft.sound, 0, BYTES_A_SECOND) == sound[:BYTES_A_SECOND]
    assert vault.pieces.has(name)
