"""Every control of the shell on one page, for looking at and for testing."""

import datetime

from PySide6.QtWidgets import QWidget

from desktop_app.shell import controls as c


def buttons() -> QWidget:
    off = c.SecondaryButton("Not available", "pen-line")
    off.setEnabled(False)
    return c.FlowRow(
        c.PrimaryButton("Start visit", "door-open"),
        c.SecondaryButton("Quick note", "notebook-pen"),
        c.QuietButton("See the map", "columns-3"),
        c.DangerButton("Safety concern", "shield-alert"),
        c.ChildButton("Press to show her words", "eye"),
        off,
        c.IconButton("ellipsis", "More"),
        c.LargeButton("Hand to child", "hand-heart"),
        c.LargeDangerButton("Safety concern", "shield-alert"),
    )


def fields() -> QWidget:
    wrong = c.DateField("Date of the visit", today=datetime.date(2026, 11, 10), latest=datetime.date(2026, 11, 10))
    wrong.set_value(datetime.date(2026, 11, 11))
    wrong.set_error("Use today or before.")
    area = c.TextArea("What did Maisie say, do or show you?", hint="In her own words where you can")
    area.set_value(
        "She showed me the chart she made for Ayla’s bottles, and read Tom his book with all the voices. She yawned a lot."
    )
    return c.SplitColumns(
        c.Stack(
            c.TextField("Name", value="Dave"),
            c.Dropdown("How they seemed", [("quiet", "Quiet"), ("chatty", "Chatty, tired")], value="chatty"),
            c.TextField("Age, roughly", hint="A number, if you know it"),
            c.TextField("Your passphrase", password=True, value="seven quiet horses"),
            c.SearchField("Find a child by name"),
            gap=20,
        ),
        c.Stack(
            wrong,
            area,
            c.Choice("Seen alone", [("yes", "Yes"), ("no", "No")], joined=True, value="yes"),
            c.Choice(
                "This is", [("told", "What Nan told us"), ("saw", "What I saw"), ("think", "What I think")], value="saw"
            ),
            c.Tick("Bring back her drawing", "To Maisie, for today’s visit"),
            c.Tick("Tom told what happens next", value=True),
            gap=20,
        ),
    )


def chips() -> QWidget:
    return c.FlowRow(
        c.FilterChip("I work with", count=18, value=True),
        c.FilterChip("Whole hub", count=54),
        c.FilterChip("Due this week", count=6),
        c.FilterChip("Not seen alone lately", count=3),
        c.Chip("Gemma, Mum", value=True),
        c.Chip("Lee, Dad"),
    )


def tags() -> QWidget:
    return c.FlowRow(
        c.Tag("Child protection plan", "primary"),
        c.Tag("Ready, as of 8:52am today", "well", "circle-check"),
        c.Tag("Not ready: connect to fetch three drawings", "warn", "triangle-alert"),
        c.Tag("Refused", "danger", "circle-alert"),
        c.Tag("Ask for the dog to be shut in", "plain", "dog"),
        c.Tag("Mum and Nan. Not Dad", "child", "lock"),
        c.Count("3", "warn"),
        c.Avatar("Gemma Hart"),
    )


def notices() -> QWidget:
    return c.Stack(
        c.Notice("success", "Ready for this visit.", "All three files are on this laptop."),
        c.Notice("info", "Closing this page settles nothing.", "Both versions stay."),
        c.Notice("warning", "Set the clock.", "It is two hours behind."),
        c.Notice("trouble", "One note was not accepted.", "Nothing is lost.", [c.SecondaryButton("Read what I wrote")]),
        gap=8,
    )


ROWS = (
    c.ListRow(
        "1",
        "Reuben Castle",
        "13 years, lives with Dad",
        name="Reuben Castle",
        cells=(
            c.Cell("Child in need plan"),
            c.Cell("5 days ago, alone", "user-check", icon_colour="well"),
            c.Cell("Write-up 1 day late", "circle-alert", "danger", strong=True),
        ),
        state=c.Cell("1 not sent", "cloud-upload", "warn"),
    ),
    c.ListRow(
        "2",
        "Tom Hart",
        "5 years, lives with Mum",
        name="Tom Hart",
        cells=(
            c.Cell("Child protection plan"),
            c.Cell("12 days ago, with Mum", "user-x", icon_colour="muted"),
            c.Cell("See alone today", "clock", "warn", strong=True),
        ),
    ),
    c.ListRow(
        "3",
        "Freya Lindqvist",
        "6 years, lives with Mum and Dad",
        name="Freya Lindqvist",
        cells=(
            c.Cell("Assessment"),
            c.Cell("9 days ago, with Dad", "user-x"),
            c.Cell("Finish by Friday 20 Nov", "calendar", icon_colour="muted"),
        ),
    ),
)

COLUMNS = (c.Column("Child", 284), c.Column("Why", 180), c.Column("Last seen", 216), c.Column("What is due", 220))


def table() -> c.RowList:
    made = c.RowList("Children", columns=COLUMNS, grows=True, least_row=68)
    made.show_rows(ROWS)
    return made


def due() -> c.RowList:
    made = c.RowList("Due", grows=True, title="What is due")
    made.show_rows(
        [
            c.ListRow(
                "a",
                "Write up visit to Reuben",
                "Visit was on Thursday 5 November",
                icon="circle-alert",
                icon_colour="danger",
                state=c.Cell("1 day late", colour="danger"),
                opens=False,
            ),
            c.ListRow(
                "b",
                "See Tom Hart alone",
                "Last seen alone on 15 October",
                icon="clock",
                icon_colour="warn",
                state=c.Cell("Today", colour="warn"),
                opens=False,
            ),
            c.ListRow(
                "c",
                "Report for Idris Vaughan",
                "Review conference",
                icon="calendar",
                state=c.Cell("Friday 13 Nov", colour="muted"),
                opens=False,
            ),
            c.ListRow("d", "Marian Pryce agreed Idris’s plan."),
        ]
    )
    return made


def cards() -> QWidget:
    why = c.Card("Why we are involved")
    why.add(
        c.Reading(
            "On 21 September Tom, who is 5, went to the shops alone at 7.40 in the morning. Gemma was asleep and Maisie was "
            "feeding Ayla. We worry that one of the younger children will be badly hurt while Maisie is trying to look after them."
        )
    )
    why.add(
        c.FlowRow(
            c.TextLink("What Gemma and Lee say about this", "quote"), c.TextLink("See the map", "columns-3"), gap=24
        )
    )
    words = c.Card(edge="child")
    words.add(
        c.Row(
            c.Picture("message-square-quote", "child", 24), c.Text("Maisie’s last words", "row title", "child"), grows=1
        )
    )
    words.add(c.Small("Said on 29 October. Covered until you ask, because others may see this screen.", "ink"))
    words.add(c.ChildButton("Press to show her words", "eye"))
    empty = c.Card()
    empty.add(
        c.EmptyState(
            "quote",
            "No words from Tom yet",
            "What Tom says or shows you will be kept here.",
            c.PrimaryButton("Hand to child", "hand-heart"),
        )
    )
    left = c.Stack(why, due(), gap=16)
    return c.SplitColumns(left, c.Stack(words, empty, gap=16), shares=(2, 1), least=700)


def progress() -> QWidget:
    card = c.Card()
    strip = c.ProgressStrip("Sending 2 of 4", cancel_words="Pause", cancel_icon="pause")
    strip.show_progress(
        38, left="About 1 minute left", below="Concerns go first, then words, then drawings. You can go on working."
    )
    card.add(strip)
    return card


def facts() -> QWidget:
    card = c.Card()
    card.add(
        c.FactStrip(
            ("Lives with", "Mum, Tom, Ayla"),
            ("School", "Pebble Lane, Year 4"),
            ("Last seen", "29 October, alone"),
            ("Worker", "You, since 4 Sept"),
        )
    )
    return card


def gallery() -> c.Page:
    """A child's page as a frame, with every control on it."""
    page = c.Page(
        "Maisie Hart",
        back="Children",
        beside=[c.Text("8 years", "reading", "muted", wrap=False), c.Tag("Child protection plan", "primary")],
        actions=[c.SecondaryButton("Quick note", "notebook-pen"), c.PrimaryButton("Start visit", "door-open")],
    )
    names = ("Now", "Map", "Their voice", "Plan", "Visits and notes", "Family and network", "Chronology")
    page.add(c.Tabs("Maisie’s page", [(name.lower(), name) for name in names]))
    for part in (facts(), cards(), buttons(), chips(), tags(), notices(), fields(), table(), progress()):
        page.add(part)
    return page
