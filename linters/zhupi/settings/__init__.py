"""Configuration: from files and the command line to what holds for a file."""

from zhupi.settings.layers import CONFIG_FILE, PROJECT_FILE
from zhupi.settings.plans import Asked, Plan, Planner

__all__ = ["CONFIG_FILE", "PROJECT_FILE", "Asked", "Plan", "Planner"]
