"""The whole walk: the parts of the journey, one after the other."""

from demo.walk import giving, keeping_in_step, preparing, visiting
from demo.walk.steps import Step

STEPS: tuple[Step, ...] = (*preparing.STEPS, *visiting.STEPS, *giving.STEPS, *keeping_in_step.STEPS)
