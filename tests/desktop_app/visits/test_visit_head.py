"""The head of a visit: that it is saved never moves the button beneath it."""

import datetime

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.visits.draft import new_draft
from desktop_app.visits.view.visit_head import VisitHead
from tests.support.pictures import settle

NOW = datetime.datetime.combine(datetime.date(2026, 11, 10), datetime.time(10))


@pytest.mark.parametrize(("width", "said"), [(720, "Saved at 10am"), (1200, "Saved on this laptop at 10am")])
def test_the_button_stays_where_it_is_once_it_is_saved(qtbot: QtBot, width: int, said: str) -> None:
    head = VisitHead(lambda: NOW, "Maisie, Tom and Ayla Hart")
    qtbot.addWidget(head)
    head.show_draft(new_draft(("file",), NOW.date(), "10am").with_values(purpose="See how mornings are"))
    head.resize(width, 80)
    head.show()
    settle()
    before, high = head.finish.mapTo(head, head.finish.rect().topLeft()).y(), head.sizeHint().height()
    head.saved.show_saved(NOW)
    settle()
    assert head.saved.words() == said
    assert head.finish.mapTo(head, head.finish.rect().topLeft()).y() == before
    assert head.sizeHint().height() == high
