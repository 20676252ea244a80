"""Remembering what several rules ask of one document: by identity, or the latest only."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Generic, TypeVar, cast

T = TypeVar("T")


class Same(Generic[T]):
    """A value that counts as equal to itself only.

    A document is a tuple of all its blocks; as the key of a cache it would be gone through at each
    look-up. Wrapped in this it is known by where it is.
    """

    __slots__ = ("value",)

    def __init__(self, value: T) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value


_LATEST: list[tuple[object, str, object]] = []  # one at most


def latest(form: Callable[[str], T]) -> Callable[[str], T]:
    """Remember what a function made of a text until it, or another one of these, is asked for more.

    Several rules ask for the same form of a document, one after the other. Each form of a long text
    takes as much memory as the text, so that only one is kept.
    """

    def remembered(text: str) -> T:
        for function, known, made in _LATEST:
            if function is form and known == text:
                return cast(T, made)
        _LATEST.clear()
        new = form(text)
        _LATEST[:] = [(form, text, new)]
        return new

    return update_wrapper(remembered, form)


def forget() -> None:
    """Let go of what is remembered of the latest text."""
    _LATEST.clear()
