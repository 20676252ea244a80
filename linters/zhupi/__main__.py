"""``python -m zhupi``."""

from zhupi.cli import program

program()
