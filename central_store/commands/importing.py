"""The import as a command: what was read, what is wrong and what to do, what was or would be added."""

import datetime
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from central_store.devices.key_files import AuthorityKeys
from central_store.extracts.extract import told
from central_store.intake.importing import Report, import_extract
from central_store.store import Store

Say = Callable[[str], None]


def import_files(
    store: Store, keys: AuthorityKeys, paths: Sequence[Path], mapping: Path | None, dry_run: bool, say: Say
) -> int:
    """Run an import and tell it. 0 also when there were problems with single cells: they are kept as notes."""
    mapping_path = mapping or store.folder.root / "mapping.toml"
    today = datetime.datetime.now(datetime.UTC).date()
    report = import_extract(store, keys, paths, mapping_path, dry_run=dry_run, today=today, progress=_progress)
    _tell(report, mapping_path, say)
    return 0


def _tell(report: Report, mapping_path: Path, say: Say) -> None:
    extract = report.extract
    say(f"{len(extract.children)} children in {sum(extract.rows.values())} rows: {_rows(extract.rows)}")
    if extract.left_out:
        say(f"Not used by Daybook: {', '.join(extract.left_out)}")
    problems = told(extract.problems)
    if problems:
        say(f"To look at ({len(problems)}):")
        for line in problems:
            say(f"  {line}")
    if report.new_to_mapping:
        say(f"New teams and workers in {mapping_path}: {', '.join(report.new_to_mapping)}")
        say("Check which hub each belongs to, change the file, and import again.")
    if report.unallocated:
        say(f"Without a team, in the unallocated tray: {', '.join(report.unallocated)}")
    if report.moved:
        say("With another team in the extract than in Daybook. If that is right, transfer them in Daybook:")
        for line in report.moved:
            say(f"  {line}")
    counted = f"{report.changes} changes in {report.files} files"
    if report.was_added:
        say(f"Added {counted}." if report.changes else "Nothing was new; nothing was added.")
    else:
        say(f"A dry run: nothing was added. An import would add {counted}.")


def _rows(rows: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in rows.items())


def _progress(done: int, of: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} of {of} files" + ("\n" if done == of else ""))
