"""docs/protocol.md is enough: a client that was written from it alone joins, reads, writes, and believes nothing unproved."""

import os
from pathlib import Path

import pytest

from casework.changes import PRESENCE
from casework.enrolment import letters_typed, new_code
from casework.exchange import Endpoint, FilePage
from casework.kinds.direct_work import Drawing
from casework.kinds.people import SUBJECT, Person
from casework.kinds.work import CaseNote
from casework.seals import SigningKey
from central_store.leases import give_code
from tests.central_store.test_backups import back_up_to, put_back_from
from tests.desktop_app.sync.lying_store import LyingStore
from tests.desktop_app.sync.test_a_store_that_lies import LIES, of_pages, without_words
from tests.stranger.stranger import Failed, Stranger
from tests.support.copies import tls_root
from tests.support.erased import erase
from tests.support.laptops import Laptop, new_laptop
from tests.support.store import RunningStore, child_file

ELLA, MAYA, OTHER = child_file("ella"), child_file("maya"), child_file("other")
WITHHELD = "words withheld"


def said(laptop: Laptop, file: str) -> set[str | None]:
    return {note.value.said for note in laptop.records.records(file, CaseNote)}


def write(laptop: Laptop, file: str, words: str) -> None:
    laptop.records.add(laptop.records.create(file, CaseNote(said=words)))
    assert laptop.sync().trouble == ""


def school(laptop: Laptop) -> tuple[object, tuple[str, ...]]:
    """(what stands, the fields to settle) of Ella's own entry on a laptop."""
    child = laptop.records.record(ELLA, Person, SUBJECT)
    assert child is not None
    return child.value.school, child.in_two_versions


# -- joining -----------------------------------------------------------------------------------------------------


def test_it_joins_with_a_one_time_code_and_believes_only_whom_the_code_names(
    store: LyingStore, stranger: Stranger
) -> None:
    code = store.enrol("omar")
    wrong = {
        "another authority": new_code(SigningKey.generate().public, _root_of(store)).written(),
        "another TLS root": new_code(store.keys.authority_key().public, tls_root()).written(),
        "a wrong letter": ("A" if code[0] != "A" else "B") + code[1:],
    }
    for why, bad in wrong.items():
        with pytest.raises(Failed, match=why):
            stranger.do("show", address=store.address, code=bad)
    shown = stranger.do("show", address=store.address, code=code.lower().replace("-", " "))
    assert shown["professional"] is None
    with pytest.raises(Failed) as refused:
        stranger.do("session")
    assert refused.value.code == "device"
    store.approve(shown["device"])
    assert stranger.do("approved") == {"professional": "omar"}
    assert stranger.do("session") == {"days": 14}


def _root_of(store: RunningStore) -> str:
    opened = store.open()
    try:
        return opened.about.tls_root
    finally:
        opened.close()


def test_it_knows_the_code_that_an_administrator_reads_out_by_phone(store: LyingStore, omar: Stranger) -> None:
    device = omar.do("whoami")["device"]
    opened = store.open()
    try:
        code, _whose = give_code(opened, device, "K7QM3RTX", 5)
    finally:
        opened.close()
    assert omar.do("lease_code", challenge="K7QM3RTX", days=5) == {"code": letters_typed(code)}


# -- both ways ---------------------------------------------------------------------------------------------------


def test_what_either_writes_the_other_reads(store: LyingStore, ruth: Laptop, omar: Stranger) -> None:
    write(ruth, ELLA, "Rang the school. Ünlü said: “he is fine”, 3½ weeks on.")
    pulled = omar.do("pull")
    assert pulled["troubled"] == {}
    assert OTHER not in pulled["files"]  # another hub's
    assert omar.said(ELLA) == said(ruth, ELLA)
    omar.do("add", file=ELLA, kind="case_note", values={"said": "Met Gemma at the centre.", "about": "contact"})
    (result,) = omar.do("push")["results"]
    assert omar.do("push_again")["results"] == [result]  # as after a broken connection: taken once, under one number
    assert ruth.sync().trouble == ""
    assert "Met Gemma at the centre." in said(ruth, ELLA)
    assert omar.do("pull")["troubled"] == {}
    assert omar.do("round")["results"] == []
    assert store.problems() == []


def test_a_file_that_fills_many_pages_is_fetched_whole(store: LyingStore, ruth: Laptop, omar: Stranger) -> None:
    words = {f"{number}: " + os.urandom(12_000).hex() for number in range(60)}
    for one in words:
        ruth.records.add(ruth.records.create(ELLA, CaseNote(said=one)))
    assert ruth.sync().agrees
    assert omar.do("pull")["troubled"] == {}
    assert omar.said(ELLA) == words
    for number in range(40):
        omar.do("add", file=MAYA, kind="case_note", values={"said": f"{number} " + "of many words " * 200})
    assert omar.do("push")["results"][0]["taken"]
    ruth.sync()
    assert said(ruth, MAYA) == omar.said(MAYA)


def test_words_that_neither_saw_of_the_other_stand_in_two_versions_until_it_settles_them(
    store: LyingStore, ruth: Laptop, omar: Stranger
) -> None:
    ella = SUBJECT.hex()
    child = ruth.records.record(ELLA, Person, SUBJECT)
    assert child is not None
    omar.do("edit", file=ELLA, kind="person", record=ella, values={"school": "Oak Lane"})
    omar.do("push")
    ruth.records.add(ruth.records.edit(child, {"school": "Hill Top"}))
    ruth.sync()
    omar.do("pull")
    assert school(ruth)[1] == ("school",)
    (entry,) = omar.do("show_entries", file=ELLA, kind="person")["entries"]
    assert set(entry["fields"]["school"]) == {"Oak Lane", "Hill Top"}
    omar.do("edit", file=ELLA, kind="person", record=ella, values={"school": "Oak Lane, from Monday"})
    omar.do("push")
    ruth.sync()
    assert school(ruth) == ("Oak Lane, from Monday", ())


def test_what_it_withdraws_is_withdrawn_and_what_it_did_not_see_is_not(
    store: LyingStore, ruth: Laptop, omar: Stranger
) -> None:
    write(ruth, ELLA, "In the wrong file.")
    omar.do("pull")
    (record,) = omar.notes(ELLA)
    omar.do("withdraw", file=ELLA, kind="case_note", record=record, why="written by mistake")
    omar.do("push")
    (note,) = ruth.records.records(ELLA, CaseNote)
    ruth.records.add(ruth.records.edit(note, {"about": "school"}))
    ruth.sync()
    omar.do("pull")
    (note,) = ruth.records.records(ELLA, CaseNote)
    assert PRESENCE in note.in_two_versions
    assert omar.notes(ELLA)[record]["presence"] == "two versions"
    omar.do("withdraw", file=ELLA, kind="case_note", record=record, why="written by mistake")
    omar.do("push")
    ruth.sync()
    assert said(ruth, ELLA) == set()
    assert omar.notes(ELLA)[record]["presence"] == "withdrawn"


def test_it_is_told_while_it_waits_and_takes_what_comes_with_the_news(
    store: LyingStore, ruth: Laptop, omar: Stranger
) -> None:
    ruth.records.add(ruth.records.create(ELLA, CaseNote(said="a moment ago")))
    store.asked.clear()
    omar.do("pull")
    omar.begin("wait", seconds=20, most_bytes=65536)
    ruth.sync()
    told = omar.end()
    assert told["changed"]
    if told["behind"]:  # it was written before the store had heard the question: then it is said and not sent along
        omar.do("pull")
    assert omar.said(ELLA) == {"a moment ago"}
    assert omar.do("wait", seconds=0)["changed"] is False


def test_pieces_of_attachments_go_both_ways(store: LyingStore, ruth: Laptop, omar: Stranger) -> None:
    ink = os.urandom(300_000)
    attachment = ruth.records.keep_attachment(ELLA, ink, "application/x-daybook-ink")
    ruth.records.add(ruth.records.create(ELLA, Drawing(title="my house", ink=attachment)))
    assert ruth.sync().agrees
    omar.do("pull")
    (drawing,) = omar.do("show_entries", file=ELLA, kind="drawing")["entries"]
    read = omar.do("read_attachment", file=ELLA, attachment=drawing["fields"]["ink"][0])
    assert bytes.fromhex(read["bytes"]["hex"]) == ink
    piece = os.urandom(1000)
    put = omar.do("put_piece", file=MAYA, bytes=piece.hex())
    assert (put["before"], put["after"]) == ([put["name"]], [])
    for file, code in ((OTHER, "right"), ("authority", "right")):
        with pytest.raises(Failed) as refused:
            omar.do("put_piece", file=file, bytes=piece.hex())
        assert refused.value.code == code


def test_what_it_may_not_add_is_set_aside_and_the_rest_goes(store: LyingStore, ruth: Laptop, omar: Stranger) -> None:
    omar.do("add", file=ELLA, kind="case_note", values={"said": "far too long " * 6000})
    omar.do("add", file=ELLA, kind="case_note", values={"said": "as long as it should be"})
    assert omar.do("push")["results"] == [{"file": ELLA, "reason": "size"}]
    assert omar.do("push")["results"][0]["taken"]
    omar.do("add", file=OTHER, kind="case_note", values={"said": "another hub's child"})
    assert omar.do("push")["results"] == [{"file": OTHER, "reason": "right"}]
    ruth.sync()
    assert said(ruth, ELLA) == {"as long as it should be"}
    assert [one["reason"] for one in omar.do("whoami")["aside"]] == ["size", "right"]


def test_words_that_the_authority_erases_are_gone_from_its_copy(
    store: LyingStore, ruth: Laptop, omar: Stranger
) -> None:
    write(ruth, ELLA, "In the wrong file.")
    write(ruth, ELLA, "Rang school.")
    omar.do("pull")
    wrong = next(note for note in ruth.records.records(ELLA, CaseNote) if note.value.said == "In the wrong file.")
    erase(store, ELLA, "--record", wrong.record.hex())
    assert omar.do("pull")["troubled"] == {}
    assert omar.do("show_entries", file=ELLA, kind="case_note")["gone"] == 1
    assert omar.said(ELLA) == {"Rang school."}
    with Stranger() as later:  # one that has never held them
        later.join(store, "omar")
        assert later.do("pull")["troubled"] == {}
        assert later.said(ELLA) == {"Rang school."}


# -- what it does not believe ------------------------------------------------------------------------------------


def test_a_page_that_cannot_be_believed_is_left_out_and_the_others_go_on(
    store: LyingStore, ruth: Laptop, omar: Stranger
) -> None:
    believed, elsewhere = set[str](), set[str]()
    for what in (*LIES, WITHHELD):
        for file, words in ((ELLA, f"{what}, one"), (MAYA, f"{what}, elsewhere"), (ELLA, f"{what}, two")):
            write(ruth, file, words)
        elsewhere.add(f"{what}, elsewhere")
        store.lies[Endpoint.PULL] = of_pages(lambda page, what=what: lied(store, what, page))
        omar.do("pull")
        assert (omar.said(ELLA), omar.said(MAYA)) == (believed, elsewhere), what
        store.lies.clear()
        assert omar.do("pull")["troubled"] == {}, what
        believed |= {f"{what}, one", f"{what}, two"}
        assert omar.said(ELLA) == believed, what


def lied(store: LyingStore, what: str, page: FilePage) -> FilePage:
    return without_words(page) if what == WITHHELD else LIES[what](store, page)


# -- a store that was lost, a device that was revoked --------------------------------------------------------------


def test_it_gives_back_what_a_store_from_a_backup_has_lost(tmp_path: Path, stranger: Stranger) -> None:
    with RunningStore(tmp_path / "authority") as store:
        store.add_hub("hub-1", ["ruth", "omar"], ["ella"])
        with new_laptop(tmp_path / "ruth", store, "ruth") as ruth:
            ruth.sync()
            stranger.join(store, "omar")
            write(ruth, ELLA, "before")
            stranger.do("pull")
            yesterday = back_up_to(store, tmp_path / "yesterday")
            write(ruth, ELLA, "after, and with her laptop in the same fire")
            stranger.do("add", file=ELLA, kind="case_note", values={"said": "his own"})
            stranger.do("push")
            stranger.do("pull")
        put_back_from(store, yesterday)
        assert stranger.do("round")["given"] == 1
        assert store.problems() == []
        with new_laptop(tmp_path / "another", store, "ruth") as another:
            assert another.sync().trouble == ""
            assert said(another, ELLA) == {"before", "after, and with her laptop in the same fire", "his own"}


def test_a_revoked_one_hands_over_what_it_had_not_sent_and_gives_a_receipt(store: LyingStore, omar: Stranger) -> None:
    omar.do("add", file=ELLA, kind="case_note", values={"said": "not sent yet"})
    device = omar.do("whoami")["device"]
    store.revoke(device)
    with pytest.raises(Failed) as refused:
        omar.do("pull")
    assert refused.value.code == "device"
    assert omar.do("hand_over") == {"items": 1}
    shown = store.command("quarantine", "list", "--data", str(store.data))
    assert device[:8] in shown
    assert "destroyed" in shown
