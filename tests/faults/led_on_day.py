"""A copy that the first release left is opened by this one and led on, told to a file; to be watched, and cut off in thought.

Run as `python -m tests.faults.led_on_day FOLDER TOLD`.
"""

import os
import sys
from pathlib import Path

from casework.kinds.work import CaseNote
from desktop_app.record_store import schema
from desktop_app.record_store.records import Records
from desktop_app.vault.encrypted_database import check_whole, reading
from desktop_app.vault.safe_files import flush_folder
from tests.faults.standing import WRITTEN, Line, Opened
from tests.support.copies import CHILD
from tests.support.first_release import SAID, copy_of_the_first_release
from tests.support.vaults import open_once_more

THERE, LED_ON = {"the copy": WRITTEN}, {"led on": WRITTEN}


def what_stands(opened: Opened) -> dict[str, str]:
    """Everything that the first release wrote, in the tables of this one: opening leads on what a power cut left behind."""
    vault, records = opened.vault, opened.records
    assert opened.mended is None, "it was mended"
    assert not vault.standing.was_put_back, "it was taken for older files"
    assert check_whole(vault.engine) == [], "it is not whole"
    with reading(vault.engine) as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == schema.VERSION, "it is not led on"
    assert tuple(note.value.said for note in records.records(CHILD, CaseNote)) == SAID, "not all of it is there"
    return THERE | LED_ON


def main() -> None:
    """The copy has been there for a while; then this release opens it."""
    folder, told = map(Path, sys.argv[1:])
    vault = copy_of_the_first_release(folder)
    key = vault.signing_key
    vault.close()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    for path in (folder, *(one for one in folder.rglob("*") if one.is_dir()), folder.parent):
        flush_folder(path)
    with told.open("ab", buffering=0) as out:
        out.write(Line(THERE | LED_ON).told() + Line().told())
        vault = open_once_more(folder, key)
        Records(vault)
        vault.close()


if __name__ == "__main__":
    main()
