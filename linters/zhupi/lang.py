"""The two languages in which the program speaks to its users."""

from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]


class Text(NamedTuple):
    """One sentence in Chinese and in English."""

    zh: str
    en: str

    def say(self, lang: Lang) -> str:
        """The sentence in that language; in Chinese where there is no English."""
        return (self.en or self.zh) if lang == "en" else self.zh


def counted(number: int, noun: str) -> str:
    """A number of things in English: 1 file, 2,000 files."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
