"""Daybook spoilt, one way at a time, so that it leaks: the search for leaks must find each."""

import base64
import logging
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop_app.direct_work import recordings
from desktop_app.record_store.records import Records
from desktop_app.start import plan_paper
from desktop_app.vault import encrypted_database, vault
from desktop_app.vault.profile import Profile


def sorted_on_the_disk(_profile: Profile) -> None:
    """The database puts what it sorts into files that have no name a moment later."""
    wanted = tuple(one.replace("temp_store=MEMORY", "temp_store=FILE") for one in encrypted_database.SETTINGS)
    encrypted_database.SETTINGS = (*wanted, "cache_size=10")
    encrypted_database.MUST_BE = tuple(one for one in encrypted_database.MUST_BE if one[0] != "temp_store")


def paper_for_a_viewer(_profile: Profile) -> None:
    """The paper is put where another program could show it, and taken away again."""
    make = plan_paper.made

    def made(*given: Any, **named: Any) -> Any:
        paper = make(*given, **named)
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(paper.pdf)
            file.flush()
        return paper

    plan_paper.made = made


def word_in_the_log(_profile: Profile) -> None:
    """What is added is logged."""
    add = Records.add

    def added(records: Records, *changes: Any, **more: Any) -> Any:
        logging.getLogger("daybook").warning("adding %s", changes[0].body)
        return add(records, *changes, **more)

    Records.add = added


def log_file(profile: Profile) -> None:
    """The log is a file, in two bytes a letter, beside the copy."""
    word_in_the_log(profile)
    logging.getLogger("daybook").addHandler(logging.FileHandler(profile.folder / "log", encoding="utf-16-le"))


def key_beside(profile: Profile) -> None:
    """The database's key is kept so that unlocking is quick."""
    connect = encrypted_database.open_database

    def opened(path: Path, key: bytearray) -> Any:
        (profile.folder / "name").write_bytes(base64.b64encode(key))
        return connect(path, key)

    vault.open_database = opened


def voice_beside(profile: Profile) -> None:
    """What is said is kept plain as well, so that it can be made shorter later."""
    append = recordings.append

    def appended(records: Records, record: bytes, sound: bytes) -> Any:
        with (profile.folder / "voice").open("ab") as file:
            file.write(sound)
        return append(records, record, sound)

    recordings.append = appended


LEAKS: dict[str, Callable[[Profile], None]] = {
    "sorted on the disk": sorted_on_the_disk,
    "paper for a viewer": paper_for_a_viewer,
    "word in the log": word_in_the_log,
    "log file": log_file,
    "key beside": key_beside,
    "voice beside": voice_beside,
}
