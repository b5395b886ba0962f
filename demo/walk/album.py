"""Pictures and words of the walk, kept in a folder: NN-name.png, and NN-name.txt as a screen reader would read it."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from casework.errors import KnownError
from demo.walk.eyes import picture, words_in
from demo.walk.hands import NotThere, settle
from demo.walk.people import Company
from demo.walk.steps import Step

KINDS = ("*.png", "*.txt", "*.pdf")


class Album:
    """Writes into `folder`, which is emptied of an earlier walk's pages first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        folder.mkdir(parents=True, exist_ok=True)
        for kind in KINDS:
            for page in folder.glob(kind):
                page.unlink()

    def take(self, step: Step, company: Company) -> str:
        """Do one step, wait for its words, and keep what is seen; its name. Raises NotThere with what is wrong."""
        person = company.worker if step.who == "worker" else company.colleague
        self._count += 1
        name = f"{self._count:02}-{step.name}"
        try:
            step.do(company, person)
            person.hands.wait_for(*step.words)
        except KnownError as error:
            self._keep(person.seen(), name + "-went-wrong")
            raise NotThere(f"Step {name}: {error.sentence}") from error
        settle()
        self._keep(person.seen(), name)
        return name

    def _keep(self, windows: list[QWidget], name: str) -> None:
        (self._folder / f"{name}.txt").write_text(words_in(windows[-1]) + "\n", "utf-8")
        if not picture(*windows).save(str(self._folder / f"{name}.png")):
            raise NotThere(f"The picture {name} could not be written to {self._folder}.")
