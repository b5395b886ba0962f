"""Any order, any interleaving, any trouble: the record keeps its promise. A failure prints its seed and its fewest steps."""

import pytest

from tests.sync.schedules import check_seed, failure, schedule

A_FEW = 12
MANY, IN_ONE_TEST = 10_000, 100


@pytest.mark.parametrize("seed", range(A_FEW))
def test_nothing_is_swallowed_and_everybody_ends_with_the_same(seed: int) -> None:
    check_seed(seed)


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("first", range(A_FEW, MANY, IN_ONE_TEST))
def test_nothing_is_swallowed_in_ten_thousand_schedules(first: int) -> None:
    for seed in range(first, min(first + IN_ONE_TEST, MANY)):
        check_seed(seed)


def test_a_seed_always_makes_the_same_schedule() -> None:
    assert schedule(7) == schedule(7)
    assert schedule(7) != schedule(8)


def test_a_schedule_with_steps_left_out_can_still_be_played() -> None:
    laptops, steps = schedule(3)
    assert failure(laptops, steps[::2]) == ""
