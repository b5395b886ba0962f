"""The decision records: each has a number of its own, at its head as in its name, so that "decision 15" is one page."""

import re
from pathlib import Path

PAGES = sorted((Path(__file__).resolve().parents[2] / "docs/decisions").glob("*.md"))


def test_no_two_decisions_have_one_number_and_none_says_another_than_its_name() -> None:
    in_names = [int(page.name[:4]) for page in PAGES]
    at_heads = [int(re.match(r"# (\d+)\. ", page.read_text("utf-8"))[1]) for page in PAGES]  # type: ignore[index]
    assert in_names == at_heads
    assert len(set(in_names)) == len(in_names)
