"""A document on its way into the record, and what reads it there: visits and notes, search, corrections, what is new."""

import datetime

import msgspec
import pytest

from casework.editing import Pen, create
from casework.errors import KnownError
from casework.kinds import NAME_OF
from casework.kinds.direct_work import Attachment
from casework.kinds.people import Address, Place
from casework.kinds.reading import values_of
from casework.kinds.received import Document, FiledFile, attachments_of, called
from desktop_app.caseload.since import since_looked
from desktop_app.received import actions
from desktop_app.received.actions import NotComplete
from desktop_app.received.draft import NO, YES, ChosenFile, DocumentDraft, missing, new_document
from desktop_app.received.in_the_file import document_shown, preview_of
from desktop_app.received.intake import MOST_BYTES_TOGETHER, MOST_FILES
from desktop_app.received.queries import document_form
from desktop_app.record_store import schema
from desktop_app.record_store.records import AlreadyAdded, Records
from desktop_app.search.queries import search
from desktop_app.vault.encrypted_database import reading
from desktop_app.vault.vault import OpenVault
from desktop_app.visits.correcting import to_correct
from desktop_app.visits.corrections import bring_back, correct, withdraw
from desktop_app.visits.entries import Entry, entries
from tests.support.copies import COLLEAGUE, new_child, office, put

TODAY = datetime.date(2026, 11, 10)
PDF, SMALL = b"%PDF-1.4 the whole report", b"\xff\xd8 small"


def no_steps(_done: int, _of: int, _words: str) -> None: ...


def chosen(records: Records, data: bytes = PDF) -> ChosenFile:
    return ChosenFile("report.pdf", records.seal(data, "application/pdf"), records.seal(SMALL, "image/jpeg"), 3)


def letter(records: Records, *files: str, **values: object) -> DocumentDraft:
    said: dict[str, object] = {
        "chosen": (chosen(records),),
        "document_type": "letter",
        "source": "Mrs Begum, Elm Road School",
        "date": "2026-11-04",
        "about": "Nine late mornings and no breakfast twice.",
    }
    return new_document(files, TODAY).with_values(**(said | values))


def file_it(records: Records, draft: DocumentDraft) -> None:
    actions.add_to_record(records, draft, actions.seal_for_each(records, draft, no_steps), TODAY)


def entry_of(records: Records, file: str) -> Entry:
    (found,) = [one for one in entries(records, file) if one.paper is not None]
    return found


def words_in(entry: Entry) -> str:
    return " ".join(part.words for part in entry.parts)


# -- the sheet ----------------------------------------------------------------------------------------------------------


def test_what_must_be_said_is_asked_in_the_order_of_the_sheet(records: Records, child: str) -> None:
    empty = new_document((child,), TODAY)
    assert [one.field for one in missing(empty, TODAY)] == ["chosen", "document_type", "source", "about"]
    assert missing(letter(records, child), TODAY) == ()
    later = letter(records, child, date="2026-11-11", received="2026-11-12")
    assert [one.field for one in missing(later, TODAY)] == ["date", "received"]
    assert [one.field for one in missing(letter(records, child, document_type="other"), TODAY)] == ["type_words"]
    photograph = letter(records, child, document_type="photograph")
    assert [one.field for one in missing(photograph, TODAY)] == ["shows"]
    assert missing(photograph.with_values(shows=NO), TODAY) == ()
    assert [one.field for one in missing(photograph.with_values(shows=YES), TODAY)] == ["asked", "said"]


def test_the_sheet_offers_the_family_and_keeps_its_previews_over_a_lock(
    vault: OpenVault, records: Records, child: str
) -> None:
    draft = letter(records, child)
    actions.keep(records, draft)
    (begun,) = [one for one in actions.unfinished(records) if one.group == draft.group]
    form = document_form(records, begun, TODAY, begun=True)
    assert form.draft == draft
    assert [one.called for one in form.children] == ["Ella"]
    assert form.previews == {draft.chosen[0].key: SMALL}
    assert records.waiting().count >= 1
    actions.throw_away(records, draft)
    assert not records.has_attachment(draft.chosen[0].content)


def test_a_sheet_is_not_sent_and_a_file_taken_off_it_is_gone(vault: OpenVault, records: Records, child: str) -> None:
    draft = letter(records, child)
    actions.keep(records, draft)
    assert pieces_to_send(vault, child) == set()
    actions.take_off(records, draft.with_values(chosen=()), draft.chosen[0])
    assert not records.has_attachment(draft.chosen[0].content)
    actions.throw_away(records, draft)


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_kill_while_a_file_is_taken_off_leaves_nothing_of_it_behind(
    vault: OpenVault, records: Records, child: str, monkeypatch: pytest.MonkeyPatch, *, is_whole: bool
) -> None:
    draft = letter(records, child)
    actions.keep(records, draft)
    off = (draft,) if is_whole else (draft.with_values(chosen=()), draft.chosen[0])
    with monkeypatch.context() as killed:
        killed.setattr(type(vault.pieces), "forget", _killed)
        with pytest.raises(KeyboardInterrupt):
            (actions.throw_away if is_whole else actions.take_off)(records, *off)
    again = Records(vault)  # nothing of the program that was killed is left
    assert not any(again.has_attachment(one) for one in draft.chosen[0].attachments)
    assert [one.chosen for one in actions.unfinished(again) if one.group == draft.group] == ([] if is_whole else [()])
    actions.throw_away(again, draft)


def test_what_was_filed_stays_though_its_sheet_is_thrown_away_afterwards(
    vault: OpenVault, records: Records, child: str
) -> None:
    draft = letter(records, child)
    actions.keep(records, draft)
    actions.add_to_record(records, draft, actions.seal_for_each(records, draft, lambda *_: None), TODAY)
    actions.throw_away(records, draft)  # as where both were pressed, one after the other
    assert all(records.has_attachment(one) for one in draft.chosen[0].attachments)
    assert pieces_to_send(vault, child) == {name for one in draft.chosen[0].attachments for name in one.pieces}


def test_what_is_filed_after_its_sheet_was_let_go_stays(vault: OpenVault, records: Records, child: str) -> None:
    draft = letter(records, child)
    actions.keep(records, draft)
    records.drafts.done(draft.name, draft.chosen[0].attachments)  # killed before anything was taken away
    actions.add_to_record(records, draft, actions.seal_for_each(records, draft, lambda *_: None), TODAY)
    records.destroy_listed()
    assert all(records.has_attachment(one) for one in draft.chosen[0].attachments)


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def pieces_to_send(vault: OpenVault, file: str) -> set[str]:
    with reading(vault.engine) as connection:
        return {row[0] for row in connection.exec_driver_sql("SELECT name FROM pieces WHERE file=?", (file,))}


# -- into the record ----------------------------------------------------------------------------------------------------


def test_filed_for_two_children_each_file_has_its_own_keys_and_pieces(
    vault: OpenVault, records: Records, child: str
) -> None:
    sister = new_child(vault, "Maya")
    draft = letter(records, child, sister)
    file_it(records, draft)
    pages: list[Attachment] = []
    for file in (child, sister):
        (document,) = records.records(file, Document)
        value = document.value
        assert (value.document_type, value.source, value.date) == ("letter", "Mrs Begum, Elm Road School", "2026-11-04")
        assert (value.received_date, document.happened, value.group) == ("2026-11-10", "2026-11-10", draft.group)
        parts = attachments_of(value)
        assert [records.open_attachment(one) for one in parts] == [PDF, SMALL]
        assert pieces_to_send(vault, file) == {name for one in parts for name in one.pieces}
        pages.append(parts[0])
    assert pages[0].key != pages[1].key
    assert not set(pages[0].pieces) & set(pages[1].pieces)
    assert draft.name not in {line.name for line in records.drafts.lines()}
    with pytest.raises(AlreadyAdded):
        actions.keep(records, draft)


def test_nothing_is_filed_while_something_is_missing_and_nothing_is_lost(records: Records, child: str) -> None:
    draft = letter(records, child, about=" ")
    with pytest.raises(NotComplete, match="what it is about"):
        file_it(records, draft)
    assert records.records(child, Document) == []
    assert records.has_attachment(draft.chosen[0].content)


def test_where_one_file_does_not_take_it_none_does_and_its_copy_is_taken_back(
    vault: OpenVault, records: Records, child: str
) -> None:
    stranger = "person:" + "9" * 32
    draft = letter(records, child, stranger)
    sealed = actions.seal_for_each(records, draft, no_steps)
    with pytest.raises(KnownError, match="may not add this"):
        actions.add_to_record(records, draft, sealed, TODAY)
    assert records.records(child, Document) == []
    assert records.has_attachment(draft.chosen[0].content)
    assert not records.has_attachment(sealed[stranger][0].content)


def test_a_document_has_its_bounds(records: Records, child: str) -> None:
    draft = letter(records, child)
    actions.check_room(draft, MOST_FILES - 1)
    with pytest.raises(KnownError, match="as a second document"):
        actions.check_room(draft, MOST_FILES)
    huge = msgspec.structs.replace(draft.chosen[0].content, length=MOST_BYTES_TOGETHER)
    too_much = draft.with_values(chosen=(msgspec.structs.replace(draft.chosen[0], content=huge), *draft.chosen))
    with pytest.raises(KnownError, match="100 MB together"):
        actions.add_to_record(records, too_much, {child: ()}, TODAY)


def test_the_longest_document_there_may_be_still_fits_into_its_record(records: Records, child: str) -> None:
    piece = Attachment(b"k" * 32, tuple(f"{at:064x}" for at in range(400)), MOST_BYTES_TOGETHER, "application/pdf")
    preview = Attachment(b"k" * 32, ("f" * 64,), 20_000, "image/jpeg")
    content = (FiledFile(piece, preview, 900), *(FiledFile(preview, preview) for _ in range(MOST_FILES - 1)))
    draft = letter(records, child)
    records.check_length([records.create(child, actions._document(draft, content))])


# -- where it is read ---------------------------------------------------------------------------------------------------


def test_it_stands_among_visits_and_notes_and_opens_from_there(records: Records, child: str) -> None:
    file_it(records, letter(records, child))
    entry = entry_of(records, child)
    assert entry.title == "Letter from Mrs Begum, Elm Road School"
    assert (entry.on, entry.how) == (TODAY, "dated Wednesday 4 November 2026, 3 pages")
    assert words_in(entry) == "Nine late mornings and no breakfast twice."
    assert entry.paper is not None
    assert entry.paper.preview is not None
    assert preview_of(records, entry.paper.preview) == SMALL
    shown = document_shown(records, child, entry.key)
    assert shown is not None
    assert (shown.is_here, shown.child) == (True, "Ella")
    assert [records.open_attachment(one) for one in shown.document.attachments] == [PDF]
    assert document_shown(records, child, "00" * 16) is None


def test_a_confidential_one_says_that_it_is_there_and_no_more(records: Records, child: str) -> None:
    file_it(records, letter(records, child, about="Where the wombat refuge is.", confidential=True))
    entry = entry_of(records, child)
    assert (words_in(entry), entry.paper is not None and entry.paper.is_covered) == ("", True)
    assert "Confidential" in [mark.words for mark in entry.marks]
    assert search(records, "wombat", child).entries == ()
    (found,) = search(records, "begum", child).entries
    assert found.title == "Letter from Mrs Begum, Elm Road School"


def test_it_is_found_by_what_it_is_who_sent_it_and_what_it_is_about(records: Records, child: str) -> None:
    file_it(records, letter(records, child, document_type="court_order", about="Contact on kookaburra Saturdays."))
    for typed in ("kookaburra", "begum", "court order"):
        (found,) = search(records, typed, child).entries
        assert (found.title, found.tab, found.on) == ("Court order from Mrs Begum, Elm Road School", "entries", TODAY)


def test_a_confidential_address_in_its_words_is_masked(vault: OpenVault, records: Records, child: str) -> None:
    put(vault, office(child, Address(place=Place("7 Hidden Row, Leeds", "LS1 1AA", confidential=True))))
    file_it(records, letter(records, child, about="They moved to 7 Hidden Row."))
    assert "Hidden Row" not in words_in(entry_of(records, child))
    assert search(records, "hidden row", child).entries == ()


def test_it_is_corrected_in_every_file_withdrawn_with_a_reason_and_brought_back(
    vault: OpenVault, records: Records, child: str
) -> None:
    brother = new_child(vault, "Tom")
    file_it(records, letter(records, child, brother, document_type="photograph", shows=YES, asked="Mum", said="Yes"))
    key = entry_of(records, child).key
    form = to_correct(records, child, key)
    assert form is not None
    assert [one.key for one in form.answers] == [
        *("document_type", "source", "date", "received_date", "about", "asked_who", "asked_said", "confidential")
    ]
    said = {
        "document_type": "report",
        "about": "Eight late mornings.",
        "asked_said": "Yes, of the bed",
        "confidential": "no",
    }
    correct(records, form, said, "I misread it", (brother,), TODAY)
    for file in (child, brother):
        entry = entry_of(records, file)
        assert entry.title == "Report from Mrs Begum, Elm Road School"
        assert "Eight late mornings." in words_in(entry)
        assert "Mum was asked and said: Yes, of the bed" in words_in(entry)
        about = next(part for part in entry.parts if part.what == "about")
        assert about.earlier[0].words == "Nine late mornings and no breakfast twice."
        assert [one.words for one in entry.earlier] == ["Photograph"]
    withdraw(records, child, key, "Filed about the wrong child")
    gone = entry_of(records, child)
    assert (gone.withdrawn, gone.noun) == ("Filed about the wrong child", "document")
    assert search(records, "eight late", child).entries == ()
    bring_back(records, child, key, "It was the right one")
    assert entry_of(records, child).withdrawn is None


def test_a_day_in_the_future_is_not_a_correction(records: Records, child: str) -> None:
    file_it(records, letter(records, child))
    form = to_correct(records, child, entry_of(records, child).key)
    assert form is not None
    with pytest.raises(KnownError, match="in the future"):
        correct(records, form, {"received_date": "2026-11-11"}, "typed wrong", (), TODAY)


def test_what_a_colleague_filed_is_named_among_what_is_new_but_not_where_it_is_confidential(
    vault: OpenVault, records: Records, child: str
) -> None:
    with vault.engine.begin() as connection:
        connection.execute(schema.files.insert().values(file=child, digest=b""))
    records.mark_looked(child, since_looked(records, child, TODAY).upto)
    pen = Pen(COLLEAGUE, "their-device", "2026-11-09T10:00:00Z", "2026-11-09T10:00:00Z")
    open_one = Document(document_type="report", source="Health visitor", about="Weight")
    covered = Document(document_type="court_order", source="Family Court", about="Refuge", confidential=True)
    for one in (open_one, covered):
        put(vault, create(child, NAME_OF[Document], values_of(one), pen))
    (news,) = since_looked(records, child, TODAY).news
    assert news.said.endswith("added two documents or photographs")
    assert news.about == "Report from Health visitor"


def test_two_versions_of_whether_it_is_confidential_keep_it_covered(
    vault: OpenVault, records: Records, child: str
) -> None:
    file_it(records, letter(records, child))
    (shown,) = records.records(child, Document)
    theirs = records.edit(shown, {"confidential": True})
    records.add(records.edit(shown, {"confidential": None}))
    put(vault, theirs)
    (document,) = records.records(child, Document)
    assert document.in_two_versions == ("confidential",)
    entry = entry_of(records, child)
    assert entry.paper is not None
    assert entry.paper.is_covered


def test_what_something_else_is_stands_in_its_title() -> None:
    assert called("other", "Invitation", "the mosque") == "Invitation from the mosque"
    assert called("other", None, "") == "Something else"
    assert called("of a newer release", None, "Mum") == "Document from Mum"


def test_pieces_that_still_go_to_the_store_are_counted_as_waiting(
    vault: OpenVault, records: Records, child: str
) -> None:
    with vault.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE pieces SET sent=1")
        connection.exec_driver_sql("UPDATE log SET sent=1")
    file_it(records, letter(records, child))
    assert records.pieces_left() == {}  # while the record itself waits, it is the one thing
    before = records.waiting().count
    with vault.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE log SET sent=1 WHERE file=?", (child,))
    assert records.pieces_left() == {child: 2}
    assert records.waiting().count == before
    with vault.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE pieces SET sent=1")
    assert records.waiting().count == before - 1
