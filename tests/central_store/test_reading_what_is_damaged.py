"""Whatever is done to a file, an import ends in a sentence or in an extract that can be kept: never in a fault of ours."""

import contextlib
import datetime
import io
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.canonical import canonical
from casework.errors import KnownError
from casework.exchange import MOST_BYTES_A_BODY
from central_store.extracts.annex_a import read_list
from central_store.extracts.extract import Extract
from central_store.extracts.gathering import Gathering
from central_store.extracts.lists import LISTS
from central_store.extracts.reading import read_extract
from central_store.extracts.workbook import Sheet
from central_store.intake.mapping import propose, read_mapping, strange_ids, write_mapping
from central_store.intake.wanted import wanted
from tests.central_store.test_import import SSD
from tests.central_store.test_reading_annex_a import ANNEX_A, CIN, TODAY

ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaa">]>'
HARD = (ENTITY, b"&#xD800;", b"&a;", b"<v>1e999</v>", b't="b"', b't="d"', b't="e"', b"\0", b"<f>1</f>", b'r="ZZZZ1"')
ODD = ("²", "٣", "1e999", '"', '""', "\n", "\0", "Null", "45000", "0000-01-01", '{"HOUSE":"\\ud800"}', "[" * 5000, ";")
CELLS = st.one_of(
    st.none(), st.booleans(), st.floats(), st.integers(), st.text(max_size=30), st.sampled_from([*ODD, "x" * 2000]),
    st.dates(), st.datetimes(), st.times(), st.timedeltas(),
)  # fmt: skip


def check_it_can_be_kept(extract: Extract, mapping_path: Path) -> None:
    mapping = propose(extract)
    write_mapping(mapping_path, mapping)
    assert read_mapping(mapping_path) == mapping
    assert propose(extract, mapping) == mapping
    strange_ids(extract, mapping)
    for records in wanted(extract, mapping, "made-up").values():
        for values in records.values():
            assert values is None or len(canonical(values)) < MOST_BYTES_A_BODY


@given(st.lists(st.tuples(*[CELLS] * len(CIN)), min_size=1, max_size=4), st.sampled_from(LISTS))
@settings(max_examples=150, deadline=None)
def test_whatever_stands_in_the_cells_of_a_list(tmp_path_factory, rows, form) -> None:  # type: ignore[no-untyped-def]
    gathering = Gathering(datetime.date(2026, 11, 24))
    headers = [column.pattern.partition("|")[0] for column in form.columns.values()]
    named = ("Child Unique ID", "Gender", "Date of Birth", "Allocated Team", "Allocated Worker", *headers)
    read_list(form, Sheet("List", named[: len(CIN)], tuple(enumerate(rows, start=2))), gathering)
    check_it_can_be_kept(gathering.done(), tmp_path_factory.getbasetemp() / "mapping.toml")


def mutated(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(changed) + 1)
        if chance.random() < 0.5:
            changed[at : at + chance.randint(0, 20)] = chance.choice(HARD)
        else:
            changed[at:at] = changed[at : at + chance.randint(1, 60)]
    return bytes(changed)


def with_a_part(path: Path, name: str, part: bytes | None) -> None:
    """Annex A with another part in the place of one of its own, or without it."""
    with zipfile.ZipFile(ANNEX_A) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    parts.pop(name)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for each, its in (parts if part is None else parts | {name: part}).items():
            archive.writestr(each, its)
    path.write_bytes(whole.getvalue())


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_done_to_a_part_of_a_workbook(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with zipfile.ZipFile(ANNEX_A) as archive:
        name = chance.choice([each for each in archive.namelist() if each.endswith((".xml", ".rels"))])
        part = None if seed % 10 == 0 else mutated(archive.read(name), chance)
    with_a_part(tmp_path / "a.xlsx", name, part)
    with contextlib.suppress(KnownError):  # a sentence; anything else is ours
        check_it_can_be_kept(read_extract([tmp_path / "a.xlsx"], TODAY), tmp_path / "mapping.toml")


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/worksheets/sheet6.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_with_entities_of_its_own_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(ANNEX_A) as archive:
        part = archive.read(name)
    at = part.find(b"?>") + 2
    with_a_part(tmp_path / "a.xlsx", name, part[:at] + ENTITY + part[at:])
    with pytest.raises(KnownError, match="cut short or damaged"):
        read_extract([tmp_path / "a.xlsx"], TODAY)


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_done_to_a_file_of_the_dataset(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    folder = tmp_path / "ssd"
    folder.mkdir()
    for name, words in SSD.items():
        lines = [line.split(",") for line in words.split("\n")]
        for _ in range(chance.randint(0, 2)):
            cells = chance.choice(lines[1:])
            cells[chance.randrange(len(cells))] = chance.choice(ODD)
        data = "\n".join(map(",".join, lines)).encode(chance.choice(["utf-8-sig", "utf-16", "cp1252"]), "replace")
        (folder / name).write_bytes(mutated(data, chance) if chance.random() < 0.1 else data)
    with contextlib.suppress(KnownError):
        check_it_can_be_kept(read_extract([folder], TODAY), tmp_path / "mapping.toml")
