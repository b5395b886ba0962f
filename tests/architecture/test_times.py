"""A time is said in one way everywhere, "2:47pm" as GOV.UK writes it: by casework.wording.time_of_day and nothing else."""

import re
from pathlib import Path

import pytest

from tests.architecture.test_import_rules import ALL

BY_HAND = re.compile(
    r"%[HIM]\b|%-[HI]|:%[HIM]|strftime|\b(?:HH|hh?):mm|timespec=[\"']minutes[\"']|\.hour:0?2|\[11:16\]|QLocale.*[tT]ime"
)
"""The ways in which a time is put in words by hand."""
ON_SCREEN_OR_PAPER = {
    name: path
    for name, path in ALL.items()
    if name.startswith("desktop_app.")
    and (
        ".view" in name or name.endswith((".queries", ".words", ".entries")) or ".shell" in name or ".documents" in name
    )
}


def by_hand(path: Path) -> list[str]:
    lines = enumerate(path.read_text("utf-8").splitlines(), start=1)
    return [f"{path.name}:{number}: {line.strip()}" for number, line in lines if BY_HAND.search(line)]


def test_no_screen_and_no_paper_writes_a_time_by_hand() -> None:
    assert len(ON_SCREEN_OR_PAPER) > 100, "the rooms have other names by now"
    assert [found for path in ON_SCREEN_OR_PAPER.values() for found in by_hand(path)] == []


@pytest.mark.parametrize(
    "line",
    [
        'f"Saved at {at:%H:%M}"',
        'at.strftime("%H:%M")',
        'at.strftime("%-I.%M%p")',
        'at.toString("HH:mm")',
        'at.toString("h:mm ap")',
        'now.isoformat(timespec="minutes")',
        "record.written[11:16]",
        'f"{at.hour:02}:{at.minute:02}"',
    ],
)
def test_each_way_to_write_one_by_hand_is_found(tmp_path: Path, line: str) -> None:
    page = tmp_path / "page.py"
    page.write_text(line, "utf-8")
    assert by_hand(page)
