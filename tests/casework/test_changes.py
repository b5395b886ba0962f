"""A change: its bytes are its author's, its id is its header's, and nothing that has not the form is let in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.canonical import canonical
from casework.changes import Change, Header, body_hash, derived_record_id, new_record_id, write_change
from casework.errors import BadMessage

SALT = b"s" * 16
WORDS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=20) | st.binary(max_size=8),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=5), part, max_size=3),
    max_leaves=8,
)
FIELDS = st.dictionaries(st.from_regex(r"[a-z_#*]{1,8}", fullmatch=True), WORDS, max_size=5)


def written(
    values: dict[str, object] | None = None, over: frozenset[bytes] = frozenset(), salt: bytes = SALT
) -> Change:
    return write_change(
        file="person:0123",
        record=b"r" * 16,
        kind="case_note",
        values={"said": "rang school"} if values is None else values,
        over=over,
        author="ruth",
        device="laptop-a",
        happened="2026-11-23",
        written="2026-11-23T10:00:00Z",
        salt=salt,
    )


def headed(**other: object) -> Change:
    """A change whose header says something else than it ought to."""
    one = written()
    said = {name: getattr(one.header, name) for name in Header.__struct_fields__} | other
    return Change(canonical(said), one.hash_of_body, one.salt, one.body)


@given(FIELDS, st.frozensets(st.binary(min_size=16, max_size=16), max_size=4))
def test_what_is_written_is_whole_and_reads_back(values: dict[str, object], over: frozenset[bytes]) -> None:
    try:
        one = written(values, over)
    except BadMessage:
        return  # two keys that read the same once written in one way
    one.check_form()
    assert canonical(one.values) == one.body
    assert one.header.fields == tuple(sorted(one.values))
    assert one.header.over == tuple(sorted(over))
    assert one.id == one.hash[:16]
    assert written(values, over) == one


@given(st.integers(0), st.integers(1, 255), st.sampled_from(["salt", "body"]))
def test_a_byte_altered_in_the_words_is_found(place: int, by: int, where: str) -> None:
    one = written()
    parts = {"salt": one.salt or b"", "body": one.body or b""}
    data = parts[where]
    place %= len(data)
    parts[where] = data[:place] + bytes([data[place] ^ by]) + data[place + 1 :]
    with pytest.raises(BadMessage):
        Change(one.head, one.hash_of_body, parts["salt"], parts["body"]).check_form()


@pytest.mark.parametrize(
    "changed",
    [
        headed(record=b"short"),
        headed(record=b"r" * 17),
        headed(over=[b"short"]),
        headed(over=[b"b" * 16, b"a" * 16]),
        headed(over=[b"a" * 16, b"a" * 16]),
        headed(fields=["said", "said"]),
        headed(fields=["about"]),
        headed(fields=[]),
        headed(fields=["about", "said"]),
    ],
    ids=["short id", "long id", "short over", "over unsorted", "over twice", "field twice", "other", "none", "more"],
)
def test_a_header_that_has_not_the_form_is_refused(changed: Change) -> None:
    with pytest.raises(BadMessage):
        changed.check_form()


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\xc1",
        b"\x80",
        canonical(["no", "mapping"]),
        written().head[:-1],
        b"\x91" * 5000,
        written().head.replace(b"ruth", b"r\xf4th"),  # no text: not what msgspec calls a fault of decoding
    ],
)
def test_bytes_that_are_no_header_are_refused(head: bytes) -> None:
    one = written()
    with pytest.raises(BadMessage):
        Change(head, one.hash_of_body, one.salt, one.body).check_form()


@pytest.mark.parametrize(
    "body",
    [
        canonical(["a", "list"]),
        b"\x81\xa4said\xd9\x0brang school",  # a longer way to write the same text
        b"\x82\xa4said\xa1a\xa4said\xa1b",  # a name twice
        canonical({"said": "x"}) + b"\x00",
        b"",
    ],
    ids=["a list", "written longer", "a name twice", "something after it", "nothing"],
)
def test_words_not_written_in_the_one_way_are_refused(body: bytes) -> None:
    one = written({"said": "x"})
    head = canonical(one.header)
    with pytest.raises(BadMessage):
        Change(head, body_hash(SALT, body), SALT, body).check_form()


def test_erasing_destroys_the_words_and_keeps_the_header_and_the_id() -> None:
    one = written()
    gone = one.erased()
    gone.check_form()
    assert (gone.is_erased, one.is_erased) == (True, False)
    assert (gone.salt, gone.body, gone.values) == (None, None, {})
    assert (gone.id, gone.hash, gone.header) == (one.id, one.hash, one.header)
    assert gone == one
    assert b"rang school" not in gone.head + gone.hash_of_body


def test_the_salt_keeps_a_short_answer_from_being_guessed() -> None:
    """Two changes with the same one word have nothing in common from which the word could be told."""
    one, other = written({"allowed": "N"}), written({"allowed": "N"}, salt=b"t" * 16)
    assert one.body == other.body
    assert one.hash_of_body != other.hash_of_body
    assert len({written({"allowed": "N"}, salt=None).hash_of_body for _ in range(3)}) == 3  # type: ignore[arg-type]


def test_a_header_may_say_more_than_this_release_knows() -> None:
    one = written()
    said = {name: getattr(one.header, name) for name in Header.__struct_fields__} | {"newer": 1}
    newer = Change(canonical(said), one.hash_of_body, one.salt, one.body)
    newer.check_form()
    assert newer.header == one.header
    assert newer.id != one.id
    assert b"newer" in newer.head


def test_ids_of_records() -> None:
    assert len(new_record_id()) == 16
    assert new_record_id() != new_record_id()
    assert derived_record_id("rating", "mum", 7) == derived_record_id("rating", "mum", 7)
    different = {
        derived_record_id("rating", "mum", 7),
        derived_record_id("rating", "mum", "7"),
        derived_record_id("rating", "mum7"),
        derived_record_id("rating", "mu", "m", 7),
    }
    assert len(different) == 4
    assert derived_record_id("Café") == derived_record_id("Cafe\u0301")


def test_a_change_is_equal_to_itself_alone() -> None:
    assert len({written(), written(), written({"said": "other"})}) == 2
    assert written() != "a change"
