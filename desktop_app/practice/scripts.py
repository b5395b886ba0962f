"""The five visits as they are told in resources/practice/visits, read once: what happens, what to try, what to notice."""

import functools

import msgspec

from desktop_app.practice.family import PRACTICE


class Where(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"key": "to"}):
    """The page a step leads to: the key of a way in or of a child's page, whose child, which tab of it; or, where a form
    of this name was begun in this visit, that form."""

    key: str
    child: str = ""
    tab: str = ""
    form: str = ""


class Seen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """By what Daybook sees that a step was done or begun: something the worker wrote since the visit was begun.

    kind: a record of it, by which the step is done; field, value: that says this, or says anything where no value is
    told; many: at least so many of them in a file; children: in at least so many files. draft: a form of this name, by
    which the step is begun, once something is written at `typed`: a field of the form, or "field.part" of the lines in it.
    """

    kind: str = ""
    draft: str = ""
    typed: str = ""
    field: str = ""
    value: str | bool = ""
    many: int = 1
    children: int = 1


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"to_try": "try", "page": "go"}):
    """One step. room: what happens, what people say and do; noticed: what an experienced worker might have noticed."""

    key: str
    title: str
    room: str
    to_try: tuple[str, ...]
    noticed: tuple[str, ...]
    page: Where
    seen: Seen | None = None


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"steps": "step"}):
    """One visit. practises: the skill; lead: what is known beforehand; closing: what to take along."""

    number: int
    title: str
    practises: str
    lead: str
    purpose: str
    announced: bool
    closing: str
    steps: tuple[Step, ...]

    @property
    def key(self) -> str:
        """How it is kept."""
        return str(self.number)


@functools.cache
def scripts() -> tuple[Script, ...]:
    """The visits, in their order."""
    files = sorted((PRACTICE / "visits").glob("*.toml"))
    return tuple(msgspec.toml.decode(file.read_text("utf-8"), type=Script) for file in files)


def script_of(key: str) -> Script | None:
    """The visit of a key; None where there is none."""
    return next((script for script in scripts() if script.key == key), None)
