"""Everything a screen is built from. A view imports from here and from nowhere else in the shell.

The module of a control is imported when the control is first asked for, so that the unlock window is painted before the
lists, the calendar and the sheets of later screens are read. `IN` says where each stands; the imports above it are the
same for type checkers, and a test holds the two together.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop_app.shell import icons, tokens
    from desktop_app.shell.controls.asked_card import Asked as Asked
    from desktop_app.shell.controls.asked_card import AskedCard as AskedCard
    from desktop_app.shell.controls.bar import give_bar as give_bar
    from desktop_app.shell.controls.buttons import BackLink as BackLink
    from desktop_app.shell.controls.buttons import Button as Button
    from desktop_app.shell.controls.buttons import ChildButton as ChildButton
    from desktop_app.shell.controls.buttons import DangerButton as DangerButton
    from desktop_app.shell.controls.buttons import IconButton as IconButton
    from desktop_app.shell.controls.buttons import LargeButton as LargeButton
    from desktop_app.shell.controls.buttons import LargeDangerButton as LargeDangerButton
    from desktop_app.shell.controls.buttons import PrimaryButton as PrimaryButton
    from desktop_app.shell.controls.buttons import QuietButton as QuietButton
    from desktop_app.shell.controls.buttons import SecondaryButton as SecondaryButton
    from desktop_app.shell.controls.buttons import TextLink as TextLink
    from desktop_app.shell.controls.card import Card as Card
    from desktop_app.shell.controls.chips import Chip as Chip
    from desktop_app.shell.controls.chips import FilterChip as FilterChip
    from desktop_app.shell.controls.choice import Choice as Choice
    from desktop_app.shell.controls.cursor import field_typed_in as field_typed_in
    from desktop_app.shell.controls.cursor import give_focus as give_focus
    from desktop_app.shell.controls.cursor import go_to_place as go_to_place
    from desktop_app.shell.controls.cursor import place_in_words as place_in_words
    from desktop_app.shell.controls.date_field import DateField as DateField
    from desktop_app.shell.controls.dressing import Dressed as Dressed
    from desktop_app.shell.controls.dressing import Ringed as Ringed
    from desktop_app.shell.controls.dropdown import Dropdown as Dropdown
    from desktop_app.shell.controls.dropping import files_dropped as files_dropped
    from desktop_app.shell.controls.facts import FactRow as FactRow
    from desktop_app.shell.controls.facts import FactStrip as FactStrip
    from desktop_app.shell.controls.field import Field as Field
    from desktop_app.shell.controls.field import FieldFrame as FieldFrame
    from desktop_app.shell.controls.field import dress_inside as dress_inside
    from desktop_app.shell.controls.flow import FlowRow as FlowRow
    from desktop_app.shell.controls.kept_sheet import KeptSheet as KeptSheet
    from desktop_app.shell.controls.layouts import Divider as Divider
    from desktop_app.shell.controls.layouts import NoWider as NoWider
    from desktop_app.shell.controls.layouts import Row as Row
    from desktop_app.shell.controls.layouts import Settled as Settled
    from desktop_app.shell.controls.layouts import SplitColumns as SplitColumns
    from desktop_app.shell.controls.layouts import Stack as Stack
    from desktop_app.shell.controls.layouts import UprightDivider as UprightDivider
    from desktop_app.shell.controls.layouts import empty as empty
    from desktop_app.shell.controls.layouts import fit_again as fit_again
    from desktop_app.shell.controls.menu import Menu as Menu
    from desktop_app.shell.controls.notice import EmptyState as EmptyState
    from desktop_app.shell.controls.notice import Notice as Notice
    from desktop_app.shell.controls.notice import announce as announce
    from desktop_app.shell.controls.page import Page as Page
    from desktop_app.shell.controls.page import scrolling as scrolling
    from desktop_app.shell.controls.paper_pages import ZOOM_STEP as ZOOM_STEP
    from desktop_app.shell.controls.paper_pages import PageSource as PageSource
    from desktop_app.shell.controls.paper_pages import PaperPages as PaperPages
    from desktop_app.shell.controls.picture import Picture as Picture
    from desktop_app.shell.controls.pin_pad import PinPad as PinPad
    from desktop_app.shell.controls.preview import Preview as Preview
    from desktop_app.shell.controls.progress import ProgressStrip as ProgressStrip
    from desktop_app.shell.controls.radio import Radio as Radio
    from desktop_app.shell.controls.row_list import RowList as RowList
    from desktop_app.shell.controls.rows import Cell as Cell
    from desktop_app.shell.controls.rows import Column as Column
    from desktop_app.shell.controls.rows import ListRow as ListRow
    from desktop_app.shell.controls.scrolled import areas_around as areas_around
    from desktop_app.shell.controls.scrolled import bring_into_sight as bring_into_sight
    from desktop_app.shell.controls.scrolled import bring_place_into_sight as bring_place_into_sight
    from desktop_app.shell.controls.sheet import Sheet as Sheet
    from desktop_app.shell.controls.sheet import confirm as confirm
    from desktop_app.shell.controls.silent_corner import SilentCorner as SilentCorner
    from desktop_app.shell.controls.states import Avatar as Avatar
    from desktop_app.shell.controls.states import Count as Count
    from desktop_app.shell.controls.states import Pill as Pill
    from desktop_app.shell.controls.states import Tag as Tag
    from desktop_app.shell.controls.strips import Strip as Strip
    from desktop_app.shell.controls.strips import Strips as Strips
    from desktop_app.shell.controls.tab_order import TabsAsSeen as TabsAsSeen
    from desktop_app.shell.controls.tab_order import in_sight_order as in_sight_order
    from desktop_app.shell.controls.tab_order import takes_tab as takes_tab
    from desktop_app.shell.controls.tabs import Tabs as Tabs
    from desktop_app.shell.controls.text import Body as Body
    from desktop_app.shell.controls.text import ChildsWords as ChildsWords
    from desktop_app.shell.controls.text import Heading as Heading
    from desktop_app.shell.controls.text import Reading as Reading
    from desktop_app.shell.controls.text import Small as Small
    from desktop_app.shell.controls.text import Text as Text
    from desktop_app.shell.controls.text_area import TextArea as TextArea
    from desktop_app.shell.controls.text_field import SearchField as SearchField
    from desktop_app.shell.controls.text_field import TextField as TextField
    from desktop_app.shell.controls.tick import Tick as Tick
    from desktop_app.shell.controls.time_field import TimeField as TimeField
    from desktop_app.shell.controls.toast import Toast as Toast
    from desktop_app.shell.controls.toast import end_toasts as end_toasts
    from desktop_app.shell.controls.toast import say_done as say_done
    from desktop_app.shell.controls.unfolding import Unfolding as Unfolding
    from desktop_app.shell.controls.who_field import WhoField as WhoField
    from desktop_app.shell.fonts import font as font
    from desktop_app.shell.painting import box as box
    from desktop_app.shell.painting import brush as brush
    from desktop_app.shell.painting import colour as colour
    from desktop_app.shell.painting import line as line
    from desktop_app.shell.painting import shadow as shadow
    from desktop_app.shell.painting import smooth as smooth
    from desktop_app.shell.tokens import CRAYONS as CRAYONS
    from desktop_app.shell.tokens import FACES as FACES
    from desktop_app.shell.tokens import Look as Look

    draw_icon, look = icons.draw, tokens.current

IN = {
    "controls.asked_card": "Asked AskedCard",
    "controls.bar": "give_bar",
    "controls.buttons": "BackLink Button ChildButton DangerButton IconButton LargeButton LargeDangerButton PrimaryButton QuietButton SecondaryButton TextLink",
    "controls.card": "Card",
    "controls.chips": "Chip FilterChip",
    "controls.choice": "Choice",
    "controls.date_field": "DateField",
    "controls.dressing": "Dressed Ringed",
    "controls.dropdown": "Dropdown",
    "controls.dropping": "files_dropped",
    "controls.facts": "FactRow FactStrip",
    "controls.field": "Field FieldFrame dress_inside",
    "controls.flow": "FlowRow",
    "controls.kept_sheet": "KeptSheet",
    "controls.layouts": "Divider NoWider Row Settled SplitColumns Stack UprightDivider empty fit_again",
    "controls.menu": "Menu",
    "controls.notice": "EmptyState Notice announce",
    "controls.page": "Page scrolling",
    "controls.paper_pages": "PageSource PaperPages ZOOM_STEP",
    "controls.picture": "Picture",
    "controls.pin_pad": "PinPad",
    "controls.preview": "Preview",
    "controls.progress": "ProgressStrip",
    "controls.radio": "Radio",
    "controls.row_list": "RowList",
    "controls.rows": "Cell Column ListRow",
    "controls.sheet": "Sheet confirm",
    "controls.silent_corner": "SilentCorner",
    "controls.states": "Avatar Count Pill Tag",
    "controls.strips": "Strip Strips",
    "controls.cursor": "field_typed_in give_focus go_to_place place_in_words",
    "controls.tab_order": "TabsAsSeen in_sight_order takes_tab",
    "controls.tabs": "Tabs",
    "controls.text": "Body ChildsWords Heading Reading Small Text",
    "controls.scrolled": "areas_around bring_into_sight bring_place_into_sight",
    "controls.text_area": "TextArea",
    "controls.text_field": "SearchField TextField",
    "controls.tick": "Tick",
    "controls.time_field": "TimeField",
    "controls.toast": "Toast end_toasts say_done",
    "controls.unfolding": "Unfolding",
    "controls.who_field": "WhoField",
    "fonts": "font",
    "icons": "draw_icon=draw",
    "painting": "box brush colour line shadow smooth",
    "tokens": "CRAYONS FACES Look look=current",
}
"""module of the shell -> the names it has for screens; "look=current" is called otherwise there."""
_WHERE = {name.split("=")[0]: (module, name.split("=")[-1]) for module, names in IN.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """The control of that name, imported now and known from then on."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, own = _WHERE[name]
    found = globals()[name] = getattr(importlib.import_module(f"desktop_app.shell.{module}"), own)
    return found
