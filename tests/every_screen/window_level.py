"""Every page, named part of a page, sheet and room of the child's there is, and the scene or door that shows it."""

import importlib
import pkgutil
from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

import desktop_app

ENDINGS = ("Page", "Tab", "Step", "Sheet", "Room", "Cover", "Resting")
FOUNDATIONS = {"direct_work.ChildsRoom"}
"""What others are made from, and is never shown by itself."""
SHOWN_BY = {
    "about.AboutPage": "about",
    "caseload.ChildPage": "now",
    "caseload.ChildrenPage": "children",
    "caseload.NowTab": "now",
    "clinical.ClinicalPage": "clinical notes",
    "clinical.ClinicalSheet": "clinical note",
    "concerns.ConcernPage": "concern",
    "concerns.WithdrawSheet": "concern withdrawn",
    "direct_work.ChooseAgainRoom": "asked again",
    "direct_work.DrawingSheet": "drawing",
    "direct_work.RecordSheet": "recording asked",
    "direct_work.Resting": "resting",
    "direct_work.SessionPage": "session",
    "direct_work.TakeAwaySheet": "words taken away",
    "direct_work.ThreeHousesRoom": "child’s room",
    "direct_work.VoiceTab": "voice",
    "mapping.CardSheet": "card",
    "mapping.HistorySheet": "ratings over time",
    "mapping.MapPage": "map",
    "mapping.RatingSheet": "rating",
    "mapping.ReadSheet": "card read, for the coordinator",
    "mapping.WordsSheet": "words of the map",
    "network.DifferingSheet": "files differ",
    "network.FamilyPage": "family",
    "network.MatterSheet": "who knows what",
    "network.PersonSheet": "person",
    "network.SamePersonSheet": "same person",
    "notes.NoteSheet": "note",
    "opening.BeginPracticePage": "practise",
    "opening.Cover": "cover",
    "opening.FirstUsePage": "join",
    "opening.LeavingPage": "leaving",
    "opening.OverduePage": "overdue",
    "opening.PassphraseSheet": "passphrase",
    "opening.PinSheet": "pin",
    "opening.UnlockPage": "unlock",
    "opening.UnlockPracticePage": "practise again",
    "opening.WhosePage": "whose",
    "plans.PlanPage": "plan",
    "plans.PlanTab": "plans",
    "plans.PreviewPage": "paper",
    "plans.ProtectedSheet": "protected copy",
    "practice.PracticePage": "practice",
    "received.DocumentPage": "paper looked at",
    "received.DocumentSheet": "document",
    "search.SearchPage": "entries",
    "sending.WaitingPage": "waiting",
    "settings.SettingsPage": "settings",
    "today.AppointmentPage": "appointment",
    "today.TodayPage": "today",
    "today.WithdrawSheet": "appointment withdrawn",
    "versions.TwoVersionsPage": "two versions",
    "visits.CorrectSheet": "words corrected",
    "visits.EntriesPage": "entries",
    "visits.FinishStep": "visit finished",
    "visits.FormStep": "visit",
    "visits.VisitPage": "visit",
    "visits.VisitStartPage": "visit start",
    "visits.WhySheet": "entry withdrawn",
}
"""{a class: the scene, or door, that shows it}."""


def window_level() -> Iterator[str]:
    """Whatever is a page, a part of a page with a name of its own, a sheet or a room of the child's."""
    for found in pkgutil.walk_packages(desktop_app.__path__, "desktop_app."):
        if ".view." not in found.name:
            continue
        module = importlib.import_module(found.name)
        for one in vars(module).values():
            if isinstance(one, type) and issubclass(one, QWidget) and one.__module__ == found.name and _is_one(one):
                yield name_of(one)


def _is_one(widget: type[QWidget]) -> bool:
    return widget.__name__.endswith(ENDINGS) and not widget.__name__.startswith("_")


def shown_in(window: QWidget) -> Iterator[str]:
    for one in (window, *window.findChildren(QWidget)):
        if one.isVisible() and _is_one(type(one)):
            yield name_of(type(one))


def name_of(widget: type[QWidget]) -> str:
    """By feature and class: "notes.NoteSheet"."""
    return f"{widget.__module__.split('.')[1]}.{widget.__name__}"
