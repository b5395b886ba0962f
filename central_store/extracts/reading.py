"""One door to every form of extract."""

import datetime
from collections.abc import Sequence
from pathlib import Path

from central_store.extracts.annex_a import read_annex_a
from central_store.extracts.dataset import read_dataset
from central_store.extracts.extract import Extract, UnreadableExtract
from central_store.extracts.gathering import Gathering


def read_extract(paths: Sequence[Path], today: datetime.date) -> Extract:
    """Read workbooks, CSV files, and folders of CSV files, together. Raises UnreadableExtract; writes nothing."""
    files = [file for path in paths for file in (sorted(path.glob("*.csv")) if path.is_dir() else [path])]
    if not files:
        raise UnreadableExtract(
            "There is no CSV file in that folder. Name the workbook or the folder with the CSV files."
        )
    gathering = Gathering(today)
    tables = [file for file in files if file.suffix.casefold() == ".csv"]
    if tables:
        read_dataset(tables, gathering)
    for file in files:
        if file not in tables:
            read_annex_a(file, gathering)
    return gathering.done()
