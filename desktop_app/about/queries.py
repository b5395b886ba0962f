"""What the page About says: the release, the typefaces, icons and libraries that come with it and their licences. No Qt."""

from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import msgspec

RELEASE = "0.1.0"
RESOURCES = Path(__file__).resolve().parents[2] / "resources"
MAPPING = (
    "The map in Daybook supports the Signs of Safety® approach to working with families. The mark is registered by Elia "
    "International. Daybook is not affiliated with or endorsed by its owner, and its forms and words are our own."
)
KEYS = (
    ("Ctrl+N", "Note a call, text, message, email or meeting, from any page"),
    ("Ctrl+Shift+S", "Raise a safety concern, from any page"),
    ("Ctrl+Enter", "Finish a visit; add a note or a safety concern to the record"),
    ("Ctrl+M", "Mark this moment of a visit, without a word"),
    ("Ctrl+F", "Find on this page; on a child’s page, search every entry"),
    ("Ctrl+1 to Ctrl+9", "The ways in at the left, from the top"),
    ("F6", "From the ways in to the page, and back"),
    ("Alt+Left, Alt+Right", "The page before, the page after"),
    ("Ctrl and plus, Ctrl and minus", "Larger text, smaller text; Ctrl+0 for the usual size"),
    ("Ctrl+L or F12", "Hide the screen; once more locks Daybook"),
)
"""(keys, what they do): help for who works without a mouse."""
PICTURES = (
    (
        "Atkinson Hyperlegible Next",
        "Typeface",
        "SIL Open Font License 1.1",
        "fonts/AtkinsonHyperlegibleNext-LICENSE.txt",
    ),
    ("Lexend", "Typeface for a child’s own words", "SIL Open Font License 1.1", "fonts/Lexend-LICENSE.txt"),
    ("Noto Sans", "Typeface for print", "SIL Open Font License 1.1", "fonts/NotoSans-LICENSE.txt"),
    ("Noto Naskh Arabic", "Typeface for print", "SIL Open Font License 1.1", "fonts/NotoNaskhArabic-LICENSE.txt"),
    ("Noto Emoji", "Typeface for print", "SIL Open Font License 1.1", "fonts/NotoEmoji-LICENSE.txt"),
    ("Lucide", "Icons", "ISC License", "icons/LICENSE.txt"),
)
"""(name, what for, licence, its text under resources)."""
LIBRARIES = {
    "PySide6-Essentials": "Windows and everything on them (Qt)",
    "sqlcipher3": "The encrypted database",
    "SQLAlchemy": "Questions to the database",
    "cryptography": "Keys, seals and sealed attachments",
    "msgspec": "Reading and writing the record",
    "backports.zstd": "Packing what is sent",
    "httpx2": "Talking to the central store",
    "truststore": "The certificates this computer trusts",
    "reportlab": "Setting plans for paper",
    "uharfbuzz": "Joining letters of every script",
    "pikepdf": "Making PDFs that can be read aloud",
    "holidays": "Bank holidays in England",
    "keyring": "The computer’s own key store",
    "platformdirs": "Where the copy lies",
}
"""What runs on the laptop, and what for."""
_NAMED = {"Apache Software License": "Apache License 2.0", "BSD License": "BSD licence", "MIT License": "MIT licence"}
LONGEST_NAME = 60  # some libraries put the whole text where its name belongs


class Part(msgspec.Struct, frozen=True):
    """Something that comes with Daybook. key: for `licence_text`."""

    key: str
    name: str
    what: str
    licence: str


class About(msgspec.Struct, frozen=True):
    """Everything the page says."""

    release: str
    folder: str
    pictures: tuple[Part, ...]
    libraries: tuple[Part, ...]


def about(folder: Path) -> About:
    """What is shown; folder: where this copy lies. A library that this system has no use for is left out."""
    pictures = tuple(Part(text, name, what, licence) for name, what, licence, text in PICTURES)
    return About(RELEASE, str(folder), pictures, tuple(_libraries()))


def licence_text(key: str) -> str:
    """The whole licence of a part; where a library ships none of its own, its name."""
    if (RESOURCES / key).is_file():
        return (RESOURCES / key).read_text("utf-8")
    found = metadata.distribution(key)
    texts = [
        file.read_text("utf-8")
        for file in found.files or ()
        if file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE")) and not file.name.endswith(".py")
    ]
    return "\n\n".join(texts) or _licence(found)


def _libraries() -> Iterator[Part]:
    for name, what in LIBRARIES.items():
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        yield Part(name, f"{name} {found.version}", what, _licence(found))


def _licence(found: metadata.Distribution) -> str:
    said = next(iter([*_said(found, "License-Expression"), *_said(found, "License")]), "")
    if said and len(said) <= LONGEST_NAME and "\n" not in said:
        return said
    named = [
        line.rsplit(" :: ", maxsplit=1)[-1] for line in found.metadata.get_all("Classifier", []) if "License" in line
    ]
    return _NAMED.get(named[0], named[0]) if named else "See its licence"


def _said(found: metadata.Distribution, name: str) -> list[str]:
    return [str(value) for value in found.metadata.get_all(name, []) or []]
