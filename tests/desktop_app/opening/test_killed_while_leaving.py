"""A revoked laptop is killed at a step of handing over or destroying: nothing goes before all of it has arrived."""

import math
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.leaving import DRAFT, PIECE
from central_store.quarantine import Kept, Quarantine
from desktop_app.vault.attachments import HELD_BY_A_PIECE
from tests.central_store.device import audit_lines
from tests.support.laptops import new_laptop
from tests.support.leavers import DRAFTS, OPEN, VOICE, leave_in_the_middle
from tests.support.store import ROOT, TENANT, RunningStore, child_file

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and fork")
Program = subprocess.Popen[str]
PIECES = 3 + math.ceil(len(VOICE) / HELD_BY_A_PIECE) - 1  # the end of what was being recorded is in its draft
FEW = 24
"""Steps at which it is killed where not every one is tried."""


class Scene:
    """A store, a revoked laptop as it lay, and a program that leaves with copies of it."""

    def __init__(self, store: RunningStore, laptop: Path, device: str, program: Program, folder: Path) -> None:
        self.store, self.laptop, self.device, self._program = store, laptop, device, program
        self._folder = folder

    def copy(self) -> Path:
        """The laptop as it lay, and a store that has heard nothing yet."""
        opened = self.store.open()
        with opened.engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM quarantine")
        opened.close()
        for shelf in (self.store.data / "quarantine").iterdir():
            shutil.rmtree(shelf)
        if self._folder.exists():
            shutil.rmtree(self._folder)
        return Path(shutil.copytree(self.laptop, self._folder))

    def ask(self, folder: Path, what: str) -> str:
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(f"{folder} {what}\n")
        self._program.stdin.flush()
        return self._program.stdout.readline().rstrip("\n")

    def handed_over(self) -> list[Kept]:
        """What the store acknowledged."""
        opened = self.store.open()
        try:
            with opened.engine.connect() as connection:
                quarantine = Quarantine(connection, TENANT, opened.folder)
                for delivery in quarantine.deliveries(self.device):
                    assert list(quarantine.missing(delivery)) == []
                return quarantine.things(self.device)
        finally:
            opened.close()


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("leaving")
    with RunningStore(folder) as store:
        store.add_hub("hub-1", ["ruth"], ["ella", "maya"])
        with new_laptop(folder / "laptop", store, "ruth") as laptop:
            laptop.sync()
            leave_in_the_middle(laptop, child_file("ella"), child_file("maya"))
            device = laptop.records.identity.device
            store.revoke(device)
        (store.data / "quarantine").mkdir(exist_ok=True)
        command = [sys.executable, "-m", "tests.support.killed_leavers", str(folder / "laptop")]
        with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
            yield Scene(store, folder / "laptop", device, running, folder / "copy")
            assert running.stdin is not None
            running.stdin.close()


def kill_at(scene: Scene, step: int) -> bool:
    """Kill a hand-over at this step and let it go on; False where it was over before."""
    copy = scene.copy()
    ended = scene.ask(copy, str(step))
    things = scene.handed_over()
    if (copy / "keys").exists() and not (copy / "leaving").exists():
        assert scene.ask(copy, "look").split()[0] == str(DRAFTS + OPEN), (
            f"step {step}: drafts are missing before it arrived"
        )
    else:
        assert sum(one.item.what == DRAFT for one in things) == DRAFTS + OPEN, f"step {step}: destroyed too early"
    if ended == "killed":
        again = scene.ask(copy, "0")
        assert again == "over", f"step {step}: {again}"
    else:
        assert ended == "over", f"step {step}: {ended}"
    things = scene.handed_over()
    assert sum(one.item.what == DRAFT for one in things) == DRAFTS + OPEN
    assert sum(one.item.what == PIECE for one in things) == PIECES
    left = list(copy.rglob("*")) if copy.exists() else []
    assert left == [], f"step {step}: something is left on the laptop"
    return ended == "killed"


def steps_of_a_whole_one(scene: Scene) -> int:
    """How many steps it has: the first at which nothing is left to be killed, found by halves."""
    few, many = 1, 4096
    while few < many:
        middle = (few + many) // 2
        if scene.ask(scene.copy(), str(middle)) == "killed":
            few = middle + 1
        else:
            many = middle
    return few


def test_at_some_steps(scene: Scene) -> None:
    last = steps_of_a_whole_one(scene)
    assert last > 60
    seed = random.randrange(2**32)
    rest = random.Random(seed).sample(range(1, last), FEW)
    for step in sorted({*rest, last - 1, last - 2, last - 3}):
        assert kill_at(scene, step), f"seed {seed}: step {step} of {last}"
    assert not kill_at(scene, last + 50)
    assert audit_lines(scene.store, "wiped") != []


@pytest.mark.long
def test_at_every_step(scene: Scene) -> None:
    step = 1
    while kill_at(scene, step):
        step += 1
    assert step > 60
    assert scene.store.problems() == []
