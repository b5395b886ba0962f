"""How an appointment and a day are said in a few words."""

import datetime

from casework.wording import DAYS, MONTHS, long_date, number_in_words, plural, short_date, time_of_day
from desktop_app.today.appointments import AppointmentLine

MASKED = "Confidential address"
HOURS_AWAY = 3


def times(line: AppointmentLine) -> str:
    """ "10am to 11am", "10am", "Time not settled"."""
    if line.start is None:
        return "Time not settled"
    return f"{time_of_day(line.start)} to {time_of_day(line.end)}" if line.end else time_of_day(line.start)


def how_soon(line: AppointmentLine, now: datetime.datetime) -> str:
    """ "in 48 min", "now", "40 min ago"; "" where it is too far off to count minutes."""
    if line.start is None or line.date != now.date():
        return ""
    minutes = round((datetime.datetime.combine(line.date, line.start) - now).total_seconds() / 60)
    if 0 < minutes < HOURS_AWAY * 60:
        return f"in {minutes} min" if minutes < 60 else f"in {minutes // 60} h {minutes % 60:02} min"
    if minutes > 0:
        return ""
    hour = datetime.timedelta(hours=1)
    start = datetime.datetime.combine(line.date, line.start)
    ends = datetime.datetime.combine(line.date, line.end) if line.end else start + hour
    return "now" if now <= ends else "earlier"


def what(line: AppointmentLine) -> str:
    """ "Home visit, announced. 12 Larch Row, ZZ1 4HL, with Dev Sandhu."; a masked place is not in it."""
    known = {True: ", announced", False: ", not announced", None: ""}[line.announced]
    place = ", ".join(part for part in (line.where, f"with {line.with_whom}" if line.with_whom else "") if part)
    said = f"{line.purpose or 'Appointment'}{known}."
    return f"{said} {place[:1].upper()}{place[1:]}." if place else said


def day_title(day: datetime.date) -> str:
    """ "Tuesday 10 November"."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def summary(appointments: int, due: int) -> str:
    """What stands on the day, in a line under its name."""
    many = number_in_words(appointments).capitalize()
    said = f"{many} {'appointment' if appointments == 1 else 'appointments'} today."
    if due:
        things = number_in_words(due).capitalize()
        said += f" {things} {'thing is' if due == 1 else 'things are'} due today or late."
    return said


def due_state(on: datetime.date, today: datetime.date) -> tuple[str, str, str]:
    """(icon, when, colour) of something that is due on a day."""
    days = (today - on).days
    if days > 0:
        return "circle-alert", f"{plural(days, 'day')} late", "danger"
    if days == 0:
        return "clock", "Today", "warn"
    return "calendar", f"{DAYS[on.weekday()]} {short_date(on, with_year=False)}", "muted"


def coming_day(day: datetime.date, today: datetime.date) -> str:
    """ "Tomorrow" or "Friday 13 November"."""
    return "Tomorrow" if (day - today).days == 1 else long_date(day, with_year=day.year != today.year)
