"""The way from page to page: forward, back, the link at the top of a page, a page that asks first, and after an unlock."""

from collections.abc import Callable

import pytest

from desktop_app.shell.navigation import NoSuchPlace, Place, Router

KNOWN = ("children", "child", "visit", "waiting")


class Screen:
    """Where one has arrived; a page that asks first keeps what would go on."""

    def __init__(self) -> None:
        self.arrived: list[Place] = []
        self.view: object = object()
        self.router = Router(KNOWN, self.arrived.append, lambda: self.view)


class AsksFirst:
    """A visit in front of a family."""

    def __init__(self) -> None:
        self.asked: list[Callable[[], None]] = []

    def before_leaving(self, go_on: Callable[[], None]) -> None:
        self.asked.append(go_on)


@pytest.fixture
def screen() -> Screen:
    made = Screen()
    made.router.go("children")
    return made


def keys(screen: Screen) -> list[str]:
    return [place.key for place in screen.arrived]


def test_at_first_nobody_is_anywhere_and_back_leads_nowhere() -> None:
    screen = Screen()
    assert screen.router.here is None
    assert screen.router.before is None
    screen.router.back()
    screen.router.forward()
    screen.router.stand_at("map")
    assert screen.arrived == []


def test_a_page_that_is_done_with_is_not_led_back_to(screen: Screen) -> None:
    screen.router.go("child", file="a")
    screen.router.go("visit", draft="v")
    screen.router.go_instead("child", file="a", tab="entries")
    assert screen.arrived[-1] == Place("child", {"file": "a"})
    assert screen.arrived[-1].tab == "entries"
    screen.router.go("visit", draft="w")
    screen.router.go_instead("child", file="b")
    assert screen.router.before == Place("child", {"file": "a"})


def test_back_and_forward_walk_the_same_way(screen: Screen) -> None:
    screen.router.go("child", file="a")
    screen.router.go("waiting")
    screen.router.back()
    screen.router.back()
    screen.router.back()
    screen.router.forward()
    assert keys(screen) == ["children", "child", "waiting", "child", "children", "child"]
    assert screen.router.here == Place("child", {"file": "a"})


def test_going_elsewhere_forgets_the_way_forward(screen: Screen) -> None:
    screen.router.go("child", file="a")
    screen.router.back()
    screen.router.go("waiting")
    screen.router.forward()
    assert keys(screen)[-1] == "waiting"
    assert [place.key for place in screen.router.trail()] == ["children", "waiting"]


def test_the_page_one_is_on_is_not_opened_again(screen: Screen) -> None:
    screen.router.go("child", file="a")
    screen.router.go("child", file="a")
    assert keys(screen) == ["children", "child"]
    screen.router.go("child", file="b")
    assert [place.where["file"] for place in screen.arrived[1:]] == ["a", "b"]


def test_a_part_of_the_page_one_is_on_is_shown_without_a_step(screen: Screen) -> None:
    screen.router.go("child", file="a")
    screen.router.go("child", file="a", tab="map")
    assert screen.arrived[-1].tab == "map"
    screen.router.back()
    assert keys(screen)[-1] == "children"


def test_a_page_that_nobody_has_is_a_mistake_and_moves_nobody(screen: Screen) -> None:
    with pytest.raises(NoSuchPlace):
        screen.router.go("spaceship")
    assert screen.router.here == Place("children")
    assert screen.router.knows("child")
    assert not screen.router.knows("spaceship")


def test_the_trail_is_never_longer_than_anybody_walks_back(screen: Screen) -> None:
    for number in range(3 * Router.LONGEST_TRAIL):
        screen.router.go("child", file=str(number))
    trail = screen.router.trail()
    assert len(trail) == Router.LONGEST_TRAIL
    assert trail[-1].where["file"] == str(3 * Router.LONGEST_TRAIL - 1)
    for _ in range(2 * Router.LONGEST_TRAIL):
        screen.router.back()
    assert screen.router.here == trail[0]


def test_after_an_unlock_the_way_back_is_as_it_was(screen: Screen) -> None:
    screen.router.go("child", file="a", tab="map")
    screen.router.stand_at("voice")
    trail = screen.router.trail()
    again = Screen()
    again.router.take_up(trail)
    assert again.arrived == [Place("child", {"file": "a"})]
    assert again.arrived[0].tab == "voice"
    again.router.back()
    assert keys(again) == ["child", "children"]
    assert again.router.trail() == trail[:1]


def test_a_way_that_was_gone_back_on_is_not_part_of_the_trail(screen: Screen) -> None:
    screen.router.go("child", file="a")
    screen.router.back()
    assert screen.router.trail() == (Place("children"),)


def test_no_trail_leads_nowhere() -> None:
    screen = Screen()
    screen.router.take_up(())
    assert screen.router.here is None


def test_the_link_at_the_top_goes_back_where_one_came_from_there(screen: Screen) -> None:
    screen.router.go("child", file="a")
    screen.router.back_or("children")
    assert [place.key for place in screen.router.trail()] == ["children"]


def test_the_link_at_the_top_goes_there_also_when_one_came_from_elsewhere(screen: Screen) -> None:
    screen.router.go("waiting")
    screen.router.go("child", file="a")
    screen.router.back_or("children")
    assert [place.key for place in screen.router.trail()] == ["children", "waiting", "child", "children"]


def test_another_childs_page_is_not_the_one_the_link_means(screen: Screen) -> None:
    screen.router.go("child", file="a")
    screen.router.go("visit", name="v")
    screen.router.back_or("child", file="b", tab="voice")
    assert screen.router.here == Place("child", {"file": "b"})
    assert screen.arrived[-1].tab == "voice"


# -- a page that asks before it is left -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "leave",
    [
        lambda router: router.go("waiting"),
        lambda router: router.back(),
        lambda router: router.back_or("children"),
        lambda router: router.back_or("waiting"),
    ],
)
def test_a_visit_is_left_only_when_the_worker_says_so(screen: Screen, leave: Callable[[Router], None]) -> None:
    screen.router.go("visit", name="v")
    visit = screen.view = AsksFirst()
    leave(screen.router)
    assert screen.router.here == Place("visit", {"name": "v"})
    assert len(visit.asked) == 1
    visit.asked[0]()
    assert screen.router.here != Place("visit", {"name": "v"})


def test_forward_asks_too(screen: Screen) -> None:
    screen.router.go("visit", name="v")
    screen.router.go("waiting")
    screen.router.back()
    visit = screen.view = AsksFirst()
    screen.router.forward()
    assert screen.router.here == Place("visit", {"name": "v"})
    visit.asked[0]()
    assert screen.router.here == Place("waiting")


def test_whoever_stays_is_asked_again_the_next_time(screen: Screen) -> None:
    screen.router.go("visit", name="v")
    visit = screen.view = AsksFirst()
    screen.router.go("waiting")
    screen.router.go("children")
    assert len(visit.asked) == 2
    assert keys(screen) == ["children", "visit"]


def test_another_part_of_the_visit_asks_nothing(screen: Screen) -> None:
    screen.router.go("visit", name="v")
    visit = screen.view = AsksFirst()
    screen.router.go("visit", name="v", tab="children")
    assert visit.asked == []
    assert screen.arrived[-1].tab == "children"
