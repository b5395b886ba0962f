"""Everything a screen is built from. A view imports from here and from nowhere else in the shell."""

from desktop_app.shell.controls.buttons import (
    BackLink,
    Button,
    ChildButton,
    DangerButton,
    IconButton,
    LargeButton,
    LargeDangerButton,
    PrimaryButton,
    QuietButton,
    SecondaryButton,
    TextLink,
)
from desktop_app.shell.controls.card import Card
from desktop_app.shell.controls.chips import Chip, FilterChip
from desktop_app.shell.controls.choice import Choice
from desktop_app.shell.controls.date_field import DateField
from desktop_app.shell.controls.dressing import Dressed, Ringed
from desktop_app.shell.controls.dropdown import Dropdown
from desktop_app.shell.controls.facts import FactRow, FactStrip
from desktop_app.shell.controls.field import Field, FieldFrame
from desktop_app.shell.controls.flow import FlowRow
from desktop_app.shell.controls.layouts import Divider, Row, SplitColumns, Stack, UprightDivider, empty, fit_again
from desktop_app.shell.controls.notice import EmptyState, Notice, announce
from desktop_app.shell.controls.page import Page, scrolling
from desktop_app.shell.controls.picture import Picture
from desktop_app.shell.controls.progress import ProgressStrip
from desktop_app.shell.controls.radio import Radio
from desktop_app.shell.controls.row_list import RowList
from desktop_app.shell.controls.rows import Cell, Column, ListRow
from desktop_app.shell.controls.sheet import Sheet, confirm
from desktop_app.shell.controls.states import Avatar, Count, Pill, Tag
from desktop_app.shell.controls.tab_order import in_sight_order, tab_through
from desktop_app.shell.controls.tabs import Tabs
from desktop_app.shell.controls.text import Body, ChildsWords, Heading, Reading, Small, Text
from desktop_app.shell.controls.text_area import TextArea
from desktop_app.shell.controls.text_field import SearchField, TextField
from desktop_app.shell.controls.tick import Tick
from desktop_app.shell.controls.toast import Toast, say_done
from desktop_app.shell.fonts import font
from desktop_app.shell.icons import draw as draw_icon
from desktop_app.shell.painting import box, brush, colour, line, shadow, smooth
from desktop_app.shell.tokens import CRAYONS, FACES, Look
from desktop_app.shell.tokens import current as look

__all__ = [
    "CRAYONS",
    "FACES",
    "Avatar",
    "BackLink",
    "Body",
    "Button",
    "Card",
    "Cell",
    "ChildButton",
    "ChildsWords",
    "Chip",
    "Choice",
    "Column",
    "Count",
    "DangerButton",
    "DateField",
    "Divider",
    "Dressed",
    "Dropdown",
    "EmptyState",
    "FactRow",
    "FactStrip",
    "Field",
    "FieldFrame",
    "FilterChip",
    "FlowRow",
    "Heading",
    "IconButton",
    "LargeButton",
    "LargeDangerButton",
    "ListRow",
    "Look",
    "Notice",
    "Page",
    "Picture",
    "Pill",
    "PrimaryButton",
    "ProgressStrip",
    "QuietButton",
    "Radio",
    "Reading",
    "Ringed",
    "Row",
    "RowList",
    "SearchField",
    "SecondaryButton",
    "Sheet",
    "Small",
    "SplitColumns",
    "Stack",
    "Tabs",
    "Tag",
    "Text",
    "TextArea",
    "TextField",
    "TextLink",
    "Tick",
    "Toast",
    "UprightDivider",
    "announce",
    "box",
    "brush",
    "colour",
    "confirm",
    "draw_icon",
    "empty",
    "fit_again",
    "font",
    "in_sight_order",
    "line",
    "look",
    "say_done",
    "scrolling",
    "shadow",
    "smooth",
    "tab_through",
]
