"""The papers that can be made of a plan, and what each is called. No Qt."""

from enum import Enum


class Form(Enum):
    """Which paper; the value is what is noted of a copy that was given."""

    FAMILY_PLAN = "family plan"
    LARGE_PRINT = "large print"


CALLED = {Form.FAMILY_PLAN: "Family plan", Form.LARGE_PRINT: "Family plan in large print"}
