"""docs/security.md: every promise has a number of its own and names tests, each of which is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/security.md").read_text("utf-8")
PROMISES = re.split(r"^\*\*(?=P\d+\. )", PAGE.split("## Not promised")[0], flags=re.MULTILINE)[1:]
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


def test_promises_are_numbered_in_order_and_each_names_a_test() -> None:
    assert [int(promise[1:].split(".")[0]) for promise in PROMISES] == list(range(1, len(PROMISES) + 1))
    assert all("`tests/" in promise for promise in PROMISES)


@pytest.mark.parametrize(("file", "test"), NAMED, ids=[test for _, test in NAMED])
def test_the_test_that_holds_a_promise_is_there(file: str, test: str) -> None:
    assert f"\ndef {test}(" in (ROOT / file).read_text("utf-8")
