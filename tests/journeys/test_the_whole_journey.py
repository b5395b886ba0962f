"""The whole story on real input: an extract comes in, two workers join, one is cut off, both write, they meet, one settles.

Two Daybooks and the store are processes of their own, with folders of their own, over TLS. Cut off means that the store
cannot be reached, not a flag. The twin kills the store in the middle and starts it again.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casework.case_files import person_file
from tests.support.leaks import find_leaks
from tests.support.pdf import pdf_text
from tests.support.store import ROOT, TENANT, RunningStore

PASSPHRASE = "seven quiet herons waiting by the weir"
EXTRACT = ROOT / "tests" / "data" / "annex_a" / "Annex_A.xlsx"
CHILD = person_file(TENANT, "14953858")  # both of Locality 4 Unit 1, with a child protection plan
OTHER = person_file(TENANT, "5358472")
MARKERS = ("Zwartbles", "breakfast-club-quokka", "Tamarillo Road", "pangolin")


class Trouble(Exception):
    """The worker's Daybook said, in a sentence, why it could not."""


class Daybook:
    """A worker's Daybook in its own process."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.worker_process", str(folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdin is not None
        self._process.stdin.write(PASSPHRASE + "\n")

    def __getattr__(self, name: str) -> Any:
        def do(**asked: Any) -> Any:
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            self._process.stdin.write(json.dumps({"do": name, **asked}) + "\n")
            self._process.stdin.flush()
            answer = json.loads(self._process.stdout.readline())
            if "trouble" in answer:
                raise Trouble(answer["trouble"])
            return answer["ok"]

        return do

    def shut(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        assert self._process.wait(30) == 0
        self._process.stdout.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RunningStore]:
    with RunningStore(tmp_path) as running:
        mapping = tmp_path / "mapping.toml"
        where = ("--data", str(running.data), "--authority-key", str(running.key_file), "--mapping", str(mapping))
        said = running.command("import", *where, str(EXTRACT), "--dry-run")
        assert "A dry run: nothing was added" in said
        running.command("import", *where, str(EXTRACT))
        yield running


def joined(store: RunningStore, folder: Path, professional: str) -> Daybook:
    code = store.command("enrol", "--data", str(store.data), "--professional", professional).strip()
    command = [
        sys.executable,
        "-m",
        "desktop_app",
        "enrol",
        "--profile",
        str(folder),
        "--store",
        store.address,
        "--code",
        code,
    ]
    done = subprocess.run(command, cwd=ROOT, input=PASSPHRASE + "\n", capture_output=True, text=True, check=True)
    keys = ("--authority-key", str(store.key_file))
    store.command("approve", "--data", str(store.data), "--device", done.stdout.split()[1], *keys)
    check = [sys.executable, "-m", "desktop_app", "sync", "--profile", str(folder)]
    subprocess.run(check, cwd=ROOT, input=PASSPHRASE + "\n", capture_output=True, text=True, check=True)
    return Daybook(folder)


@pytest.fixture
def petra(store: RunningStore, tmp_path: Path) -> Iterator[Daybook]:
    daybook = joined(store, tmp_path / "petra", "name-petra-wills")
    yield daybook
    daybook.shut()


@pytest.fixture
def ezra(store: RunningStore, tmp_path: Path) -> Iterator[Daybook]:
    daybook = joined(store, tmp_path / "ezra", "name-ezra-leigh")
    yield daybook
    daybook.shut()


@pytest.mark.parametrize("is_twin", [False, True], ids=["connected", "store killed in the middle"])
def test_the_whole_journey(store: RunningStore, petra: Daybook, ezra: Daybook, tmp_path: Path, is_twin: bool) -> None:
    assert petra.children()[CHILD] == "Name not supplied, id 14953858"
    assert set(petra.children()) == set(ezra.children())

    store.kill()  # Petra and Ezra are both out of reach; Petra is in the family's kitchen
    petra.visit(files=[CHILD, OTHER], own="She drew a Zwartbles sheep.", shared="Mum had tidied the stairs.")
    petra.map_strength(file=CHILD, text="Gran comes every pangolin day")
    quote = petra.quote(file=CHILD, words="I like the breakfast-club-quokka")
    plan = petra.plan(file=CHILD, names="The family", step="Ring the school", quote=quote)
    petra.set_school(file=CHILD, school="Tamarillo Road")
    ezra.set_school(file=CHILD, school="Elm Lane")
    with pytest.raises(Trouble, match="cannot be reached"):
        petra.sync()
    assert petra.waiting() == 6  # one visit to two children, a card, words, a plan, its step, the school
    store.start()

    assert petra.sync()["sent"] == 9
    if is_twin:
        store.kill()
        with pytest.raises(Trouble):
            ezra.sync()
        store.start()
    for daybook in (ezra, petra, ezra):
        assert daybook.sync()["agrees"]
    for daybook in (petra, ezra):
        assert daybook.schools(file=CHILD) == ["Elm Lane", "Tamarillo Road"]
        assert daybook.visits(file=OTHER) == ["She drew a Zwartbles sheep."]
        assert daybook.strengths(file=CHILD) == ["Gran comes every pangolin day"]
    ezra.settle_school(file=CHILD, school="Elm Lane", why="the school says so")
    if is_twin:
        store.kill()
        store.start()
    for daybook in (ezra, petra):
        assert daybook.sync()["agrees"]
    for daybook in (petra, ezra):
        assert daybook.schools(file=CHILD) == ["Elm Lane"]
        assert (daybook.two_versions(), daybook.waiting(), daybook.verify()) == (0, 0, [])
    assert "holds" in store.command("verify", "--data", str(store.data))
    paper = tmp_path / "plan.pdf"
    petra.plan_pdf(file=CHILD, plan=plan, out=str(paper))
    read = pdf_text(paper.read_bytes())
    for words in ("Ring the school", "Mornings that are calm", "I like the breakfast-club-quokka"):
        assert words in read
    for folder in ("petra", "ezra"):
        assert find_leaks(tmp_path / folder, MARKERS) == []
    assert find_leaks(tmp_path / "store", ("pangolin",)) != []  # the same search finds what is not encrypted
