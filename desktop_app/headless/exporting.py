"""Writing the whole copy out as JSON, one file a case file: for a person who asks for their record, or to leave us."""

import base64
import json
from pathlib import Path
from typing import Any

from casework.case_files import FileKind
from casework.errors import KnownError
from casework.kinds import KINDS
from casework.kinds.reading import values_of
from desktop_app.record_store.records import Records


def export(records: Records, out: Path) -> int:
    """Write every record that stands, and where one was erased; returns how many. Raises KnownError where the folder is not empty."""
    if out.exists() and any(out.iterdir()):
        raise KnownError(f"{out} is not empty. Name a new folder; nothing was written.")
    out.mkdir(parents=True, exist_ok=True, mode=0o700)
    written = 0
    for kind in FileKind:
        for file in records.files(kind):
            found = _records_of(records, file)
            written += len(found)
            path = out / f"{file.replace(':', '-')}.json"
            path.write_text(json.dumps(found, indent=1, ensure_ascii=False, default=_plain), "utf-8")
            path.chmod(0o600)
    return written


def _records_of(records: Records, file: str) -> list[dict[str, Any]]:
    found = []
    for name, form in KINDS.items():
        for record in records.records(file, form, with_withdrawn=True):
            line: dict[str, Any] = {
                "kind": name,
                "record": record.record.hex(),
                "author": record.author,
                "written": record.written,
                "happened": record.happened,
                "withdrawn": record.is_withdrawn,
                "values": values_of(record.value),
            }
            if record.erased:
                line["erased"] = record.erased
            if record.in_two_versions:
                state = records.state(*record.key)
                line["two_versions"] = {
                    field: [{"author": one.author, "value": one.value} for one in state.versions(field)]
                    for field in record.in_two_versions
                }
            found.append(line)
    found += [
        {
            "kind": one.kind,
            "record": one.record.hex(),
            "author": one.author,
            "written": one.written,
            "erased": one.erased,
        }
        for one in records.erased_records(file)
    ]
    return found


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b16encode(value).decode().lower()
    raise TypeError(type(value).__name__)
