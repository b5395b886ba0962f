"""Giving a plan out of the house: a passphrase to say by phone, and a copy on disk that is encrypted and nothing else."""

import secrets
from pathlib import Path

from casework.errors import KnownError
from desktop_app.background.work import Steps
from desktop_app.documents.family_plan import MadePlan, make_family_plan
from desktop_app.documents.large_print import make_large_print
from desktop_app.documents.protection import protected
from desktop_app.documents.read_models import FamilyPlan
from desktop_app.plans.forms import Form
from desktop_app.vault.safe_files import write_whole

CONSONANTS, VOWELS = "bdfghklmnprstvz", "aeiou"
PARTS, SYLLABLES = 5, 2
MAKERS = {Form.FAMILY_PLAN: make_family_plan, Form.LARGE_PRINT: make_large_print}
SUGGESTED_NAME = "document.pdf"
"""Says nothing of whom it is about, in no list of recent files."""


class NotSaved(KnownError):
    """A protected copy could not be written where it was to go."""


def made(values: FamilyPlan, form: Form, *, steps: Steps) -> MadePlan:
    """The paper in this form, in memory."""
    steps(0, 2, "Making the paper")
    paper = MAKERS[form](values)
    steps(2, 2, "The paper is made")
    return paper


def new_passphrase() -> str:
    """Some sixty bits as sounds that are easy to say and to write down: "bako-tiru-mesa-pono-dile"."""
    return "-".join(
        "".join(secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _ in range(SYLLABLES)) for _ in range(PARTS)
    )


def save_protected(pdf: bytes, passphrase: str, path: Path, *, steps: Steps) -> Path:
    """Write the paper, encrypted in memory first; nothing readable ever touches the disk. Raises NotSaved."""
    steps(0, 2, "Protecting the copy")
    locked = protected(pdf, passphrase)
    steps(1, 2, "Writing the protected copy")
    try:
        write_whole(path, locked)
    except OSError as error:
        raise NotSaved(
            "The protected copy could not be written there. Nothing was saved, and nothing was noted as given. "
            "Choose another folder."
        ) from error
    steps(2, 2, "The protected copy is saved")
    return path
