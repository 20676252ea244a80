"""Remembering by identity what takes long to compare."""

from typing import Generic, TypeVar

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
