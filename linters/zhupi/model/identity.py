"""Remembering by identity what takes long to compare."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Generic, TypeVar

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


_LATEST: list[tuple[object, str, Any]] = []


def latest(form: Callable[[str], T]) -> Callable[[str], T]:
    """Remember what a function made of a text until it, or another one of these, is asked for more.

    Several rules ask for the same form of a document, one after the other. Each form of a long text
    takes as much memory as the text, so that only one is kept.
    """

    def remembered(text: str) -> T:
        for function, known, made in _LATEST:
            if function is form and (known is text or known == text):
                return made  # type: ignore[no-any-return]
        _LATEST.clear()
        made = form(text)
        _LATEST[:] = [(form, text, made)]
        return made

    return update_wrapper(remembered, form)
