"""The way to the pages of the day and of a child, and to the sheets that open over them, by presses and keys."""

import msgspec

from casework.kinds.people import Person
from desktop_app.shell.controls import RowList
from tests.every_screen.at_a_desk import AYLA, MAISIE, TOM, AtADesk

# -- the day ------------------------------------------------------------------------------------------------------


def today(at: AtADesk) -> None:
    at.at("today", "Your day", "What you promised")


def appointment(at: AtADesk) -> None:
    today(at)
    at.press("New appointment")
    at.wait_for("Who is it with?")


def appointment_of_a_child(at: AtADesk) -> None:
    now(at)
    at.press("New appointment")
    at.wait_for("Add appointment")


def appointment_changed(at: AtADesk) -> None:
    today(at)
    at.press("Change…")
    at.wait_for("It does not take place")


def appointment_withdrawn(at: AtADesk) -> None:
    appointment_changed(at)
    at.press("It does not take place")
    at.wait_for("Leave it as it is")


def children(at: AtADesk) -> None:
    """Whoever stands first in the list: that depends on what was written at this desk before."""
    at.at("children", "Find a child by name")
    at.wait_until(
        lambda: any(one.rows() for one in at.page().findChildren(RowList)), lambda: "nobody stood in the list"
    )


def nobody_found(at: AtADesk) -> None:
    children(at)
    at.type_into("Find a child by name", "wardrobe")
    at.wait_for("Nobody called “wardrobe”")


def waiting(at: AtADesk) -> None:
    at.at("waiting", "Waiting to send")


def settings(at: AtADesk) -> None:
    at.at("settings", "Text size")


def passphrase(at: AtADesk) -> None:
    settings(at)
    at.press("Change your passphrase")
    at.wait_for("Your passphrase now")


def pin(at: AtADesk) -> None:
    settings(at)
    at.press("Choose a PIN")
    at.wait_for("Six digits")


def about(at: AtADesk) -> None:
    at.at("about", "not affiliated")


# -- a child's page -----------------------------------------------------------------------------------------------


def now(at: AtADesk) -> None:
    at.tab("now", "Why we are involved", "Lives with")


def now_of_a_baby(at: AtADesk) -> None:
    at.tab("now", "Why we are involved", "Lives with", file=AYLA)


def words_uncovered(at: AtADesk) -> None:
    now(at)
    at.press("Press to show her words")


def the_map(at: AtADesk) -> None:
    at.tab("map", "What are we worried about?", "How safe are things?", "Danger statement")


def card(at: AtADesk) -> None:
    the_map(at)
    at.press("Add to: What are we worried about?")
    at.wait_for("Add a card")


def step_card(at: AtADesk) -> None:
    the_map(at)
    at.press("Add to: What needs to happen?")
    at.wait_for("Add a card")


def card_of_the_record(at: AtADesk) -> None:
    the_map(at)
    at.press("Pair 1, Danger statement…")
    at.wait_for("Done")


def card_read(at: AtADesk) -> None:
    the_map(at)
    at.press("Pair 1, Danger statement…")
    at.wait_for("You read this map.")


def words_of_the_map(at: AtADesk) -> None:
    the_map(at)
    at.press("Maisie’s words. “nan…")
    at.wait_for("14 October, alone", "Close")


def rating(at: AtADesk) -> None:
    the_map(at)
    at.press("Ask someone")
    at.wait_for("Done")


def ratings_over_time(at: AtADesk) -> None:
    the_map(at)
    at.press("What each person said over time")
    at.wait_for("Close")


def voice(at: AtADesk) -> None:
    at.tab("voice", "In Maisie’s own words")


def voice_uncovered(at: AtADesk) -> None:
    voice(at)
    at.press("Press to show Maisie’s words")
    at.wait_for("Cover words")


def drawing(at: AtADesk) -> None:
    voice_uncovered(at)
    at.press("See the drawing…")
    at.wait_for("Close")


def words_corrected(at: AtADesk) -> None:
    voice_uncovered(at)
    at.press("Add a correction…")
    at.wait_for("Add the correction")


def words_taken_away(at: AtADesk) -> None:
    voice_uncovered(at)
    at.press("Take “I hide…")
    at.wait_for("Keep it")


def plans(at: AtADesk) -> None:
    at.tab("plan", "Plan of Wednesday")


def plan(at: AtADesk) -> None:
    plans(at)
    at.press("New plan")
    at.wait_for("Map, Agreed by four")


def paper(at: AtADesk) -> None:
    plans(at)
    at.press("See the plan of…")
    at.wait_for("Page 1 of", "Choose who gets this copy.")


def paper_in_large_print(at: AtADesk) -> None:
    paper(at)
    at.choose("Copy for", "Gemma, mother")
    at.choose("Family plan", "Family plan in large print")
    at.wait_for("Large print. Copy for Gemma.")


def protected(at: AtADesk) -> None:
    paper(at)
    at.choose("Copy for", "Gemma, mother")
    at.press("I have looked at all of it…")
    at.press("Save protected copy")
    at.wait_for("Passphrase: ")


def entries(at: AtADesk) -> None:
    at.tab("entries", "Visits and notes", "Management decision")


def entries_found(at: AtADesk) -> None:
    entries(at)
    at.type_into("Search everything about this child", "wardrobe")
    at.wait_until(lambda: "Management decision" not in at.words(), lambda: "nothing was looked for")


def entry_corrected(at: AtADesk) -> None:
    entries(at)
    at.press("Visits")
    at.press("Correct: Visit…")
    at.wait_for("Add the correction")


def entry_withdrawn(at: AtADesk) -> None:
    entries(at)
    at.press("Withdraw: Call…")
    at.wait_for("Withdraw it")


def two_accounts(at: AtADesk) -> None:
    at.tab("entries", "It was one visit", "They were two", file=AYLA)


def one_visit(at: AtADesk) -> None:
    """They stay joined; so this comes after the question has been shown."""
    at.tab("entries", "Visit: See Ayla fed", file=AYLA)
    if "It was one visit" in at.words():
        at.press("It was one visit…")
        at.press("Close this message")
    at.wait_for("Joined as one visit")


def family(at: AtADesk) -> None:
    at.tab("family", "Who knows what", "Gemma Hart")


def person(at: AtADesk) -> None:
    family(at)
    at.press("Add a person")
    at.wait_for("First name")


def person_corrected(at: AtADesk) -> None:
    family(at)
    at.press("Correct what is known of Gemma Hart")
    at.wait_for("First name")


def same_person(at: AtADesk) -> None:
    family(at)
    at.press("Who is Dave?")
    at.wait_for("Somebody new")


def files_differ(at: AtADesk) -> None:
    records, group = at.desk.records, b"a friend of both"
    if not [one for one in records.records(MAISIE, Person) if one.value.group == group]:
        friend = Person(forename="Abena", surname="Mensah", role="Kofi’s mother", group=group)
        numbers = {MAISIE: "01632 960111", TOM: "01632 960222"}
        each = {file: msgspec.structs.replace(friend, phone=phone) for file, phone in numbers.items()}
        records.add(*(records.create(file, one) for file, one in each.items()))
    family(at)
    at.wait_for("differ.")
    at.press("See both")
    at.wait_for("These files differ")


def who_knows(at: AtADesk) -> None:
    family(at)
    at.press("Write down who knows what")
    at.wait_for("What it is about")


def two_versions(at: AtADesk) -> None:
    at.at("two_versions", "Two versions", "Choose", file=MAISIE)
