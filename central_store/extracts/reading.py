"""One door to every form of extract."""

import datetime
from collections.abc import Sequence
from pathlib import Path

from central_store.extracts.annex_a import read_annex_a
from central_store.extracts.dataset import read_dataset
from central_store.extracts.extract import Extract, UnreadableExtract, told
from central_store.extracts.gathering import Gathering


def read_extract(paths: Sequence[Path], today: datetime.date) -> Extract:
    """Read workbooks, CSV files, and folders of CSV files, together.

    Raises UnreadableExtract, also where not one child could be read; writes nothing.
    """
    gathering = Gathering(today)
    files = [file for path in paths for file in (_csv_files(path, gathering) if path.is_dir() else [path])]
    if not files:
        raise UnreadableExtract(
            "There is no CSV file in that folder. Name the workbook or the folder with the CSV files."
        )
    tables = [file for file in files if _is_table(file)]
    if tables:
        read_dataset(tables, gathering)
    for file in files:
        if not _is_table(file):
            read_annex_a(file, gathering)
    extract = gathering.done()
    if not extract.children:
        names = ", ".join(file.name for file in files)
        nobody = f"No child could be read from {names}; nothing was added."
        raise UnreadableExtract("\n".join([nobody, *told(extract.problems)]))
    return extract


def _csv_files(folder: Path, gathering: Gathering) -> list[Path]:
    files = sorted(path for path in folder.iterdir() if path.is_file())
    for file in files:
        if not _is_table(file) and not file.name.startswith("."):
            gathering.leave_out(file.name)
    return [file for file in files if _is_table(file)]


def _is_table(file: Path) -> bool:
    return file.suffix.casefold() == ".csv"
