"""The window over an open copy, with every page there is. Each feature says which it has."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.shell.window import MainWindow
    from desktop_app.start.desk import Desk
    from desktop_app.start.practice import PracticeScreens
    from desktop_app.start.settings import SettingsScreens


def make_window(desk: "Desk", settings: "SettingsScreens", practice: "PracticeScreens | None" = None) -> "MainWindow":
    """Every page in one window. practice: of the made-up family, which has its script, and nothing that waits to be sent."""
    from desktop_app.shell.window import MainWindow
    from desktop_app.start.about import AboutScreens
    from desktop_app.start.children import ChildrenScreens
    from desktop_app.start.clinical import ClinicalScreens
    from desktop_app.start.concerns import ConcernScreens
    from desktop_app.start.corrections import CorrectionScreens
    from desktop_app.start.direct_work import DirectWorkScreens
    from desktop_app.start.entries import EntriesScreens
    from desktop_app.start.family import FamilyScreens
    from desktop_app.start.mapping import MapScreens
    from desktop_app.start.notes import NoteScreens
    from desktop_app.start.plans import PlanScreens
    from desktop_app.start.received import ReceivedScreens
    from desktop_app.start.sending import SendingScreens
    from desktop_app.start.today import TodayScreens
    from desktop_app.start.versions import VersionScreens
    from desktop_app.start.visits import VisitScreens

    concerns, corrections, received = ConcernScreens(desk), CorrectionScreens(desk), ReceivedScreens(desk)
    visits, direct_work = VisitScreens(desk, concerns.begin_on_visit), DirectWorkScreens(desk, corrections)
    plans, people, written = PlanScreens(desk), FamilyScreens(desk), EntriesScreens(desk, corrections, received)
    clinical = ClinicalScreens(desk, written.notes_of)
    written.beside = clinical.way_in
    tabs = {
        "map": MapScreens(desk).map_tab,
        "voice": direct_work.voice_tab,
        "plan": plans.plan_tab,
        "entries": written.entries_tab,
        "family": people.family_tab,
    }
    today, children = TodayScreens(desk, concerns.fill), ChildrenScreens(desk, tabs, concerns, received)
    routes = [*today.routes(), *children.routes(), *direct_work.routes(), *visits.routes(), *plans.routes()]
    routes += [*VersionScreens(desk).routes(), *concerns.routes(), *clinical.routes(), *received.routes()]
    notes = NoteScreens(desk)
    go_on_with = {"note": notes.go_on, "concern": concerns.go_on, "document": received.go_on}
    sending = SendingScreens(desk, {**go_on_with, "correction": corrections.go_on})
    first = practice.entries() if practice is not None else []
    last = sending.entries() if practice is None else []
    entries = [
        *first,
        *today.entries(),
        *children.entries(),
        *last,
        *settings.entries(),
        *AboutScreens(desk).entries(),
    ]
    deeds = [*concerns.deeds(), *notes.deeds()]
    if practice is None:
        window = MainWindow(entries, routes, deeds=deeds)
    else:
        band, panel = practice.band(), practice.panel()
        window = MainWindow(entries, routes, deeds=deeds, band=band, panel=panel, status_leads="practice")
    window.taken_up.connect(notes.take_up)
    window.taken_up.connect(people.take_up)
    window.taken_up.connect(clinical.take_up)
    window.taken_up.connect(corrections.take_up)
    window.taken_up.connect(received.take_up)
    return window
