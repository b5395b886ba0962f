"""What a child said in a safety concern, taken into their voice: one record that map, plan and search read. No Qt."""

import msgspec

from casework.childs_words import WORKERS, words_for
from casework.deeds import FileDeed, may
from casework.errors import KnownError
from casework.kinds.concerns import SafetyConcern, SaidOfConcern, own_words_id
from casework.kinds.direct_work import Quote
from casework.kinds.record import Record
from desktop_app.concerns.reading import called
from desktop_app.record_store.records import Changed, Records
from desktop_app.visits.earlier import why_withdrawn


class OwnWords(msgspec.Struct, frozen=True):
    """A child's own words of a concern. child: what the child is called; may_take: whether this worker may take them;
    is_taken: whether they stand in the child's voice; reads: how they read there where they were put right since;
    why_away: the reason for which they were taken out of it again."""

    key: str
    file: str
    child: str
    may_take: bool
    is_taken: bool = False
    reads: str = ""
    why_away: str = ""


def own_words(records: Records, concerns: list[Record[SafetyConcern]]) -> dict[str, OwnWords]:
    """{key of words: how they stand in the child's voice}, of the records of one concern."""
    return {
        key: _standing(records, one, key, said)
        for one in concerns
        for key, said in one.value.said.items()
        if said.is_child and said.words.strip()
    }


def take_into_voice(records: Records, file: str, concern: bytes, key: str) -> Changed:
    """Take a child's own words into their voice, for professionals only until the child was asked; nothing is typed twice.

    What stands there already is left as it is; what was taken out again is put back. Raises KnownError where the concern
    does not stand any more.
    """
    found = records.record(file, SafetyConcern, concern)
    said = found.value.said.get(key) if found is not None and not found.is_withdrawn else None
    if found is None or said is None or not said.is_child:
        raise KnownError("These words do not stand in this safety concern any more. Nothing was changed.")
    name = own_words_id(concern, key, file)
    before = records.record(file, Quote, name)
    if before is None:
        return records.add(records.create(file, _quote(found, said), record=name, happened=found.value.date or ""))
    if before.is_withdrawn:
        return records.add(records.restore(before, "Taken from the safety concern again."))
    return Changed(frozenset(), frozenset())


def take_out_of_voice(records: Records, file: str, concern: bytes, key: str) -> Changed:
    """Undo `take_into_voice`, with a reason that can be read."""
    found = records.record(file, Quote, own_words_id(concern, key, file))
    if found is None or found.is_withdrawn:
        return Changed(frozenset(), frozenset())
    return records.add(records.withdraw(found, "Taken from the safety concern by mistake."))


def taken_from(records: Records, concern: Record[SafetyConcern]) -> list[Record[Quote]]:
    """The child's words that were taken from this concern and may be changed here; those that were taken away too."""
    if not may(records.rights(), FileDeed.DIRECT_WORK, concern.file):
        return []
    return [
        one for one in records.records(concern.file, Quote, with_withdrawn=True) if one.value.concern == concern.record
    ]


def _quote(concern: Record[SafetyConcern], said: SaidOfConcern) -> Quote:
    """Letter for letter as it was written down. Nobody has asked the child yet, nor read it back."""
    return Quote(
        words=said.words,
        said_on=concern.value.date,
        setting=concern.value.where,
        said_to=concern.author,
        visit=concern.value.visit,
        concern=concern.record,
    )


def _standing(records: Records, concern: Record[SafetyConcern], key: str, said: SaidOfConcern) -> OwnWords:
    file = concern.file
    may_take = may(records.rights(), FileDeed.DIRECT_WORK, file)
    shown = OwnWords(key, file, called(records, file), may_take)
    quote = records.record(file, Quote, own_words_id(concern.record, key, file))
    if quote is None:
        return shown
    if quote.is_withdrawn:
        why, _ = why_withdrawn(records.history(*quote.key), {})
        return msgspec.structs.replace(shown, why_away=why)
    reads = words_for(quote.value, WORKERS)
    return msgspec.structs.replace(shown, is_taken=True, reads=reads if reads != said.words else "")
