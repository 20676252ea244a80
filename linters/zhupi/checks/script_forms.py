"""Traditional texts: the dictionaries are simplified, and so is what they are compared with."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from zhupi.patterns import is_above_share, late

if TYPE_CHECKING:
    import opencc

# Common characters that only traditional texts have, and how many of all 汉字 they are there.
_TRADITIONAL = late(
    "[們這為對會國與來時說個後產業務實現發開關動經過學問題機書長員應將從點當無電話處體]"
)
_HAN = late(r"[\u3400-\u9fff]+")
_SHARE = 0.05


@lru_cache(maxsize=2)
def is_traditional(text: str) -> bool:
    """Whether a text is in traditional characters."""
    found = len(_TRADITIONAL.findall(text))
    return found > 0 and is_above_share(found, _SHARE, _HAN, text)


@lru_cache(maxsize=2)
def normal_form(text: str) -> str:
    """The text in simplified characters, one for one, so that offsets stay what they are."""
    if not is_traditional(text):
        return text
    convert = converter("t2s").convert
    forms = {char: str(convert(char)) for char in set(text) if ord(char) > 0x3400}
    return text.translate({ord(char): form for char, form in forms.items() if len(form) == 1})


@lru_cache(maxsize=1024)
def simplified(words: str) -> str:
    """Words in simplified characters."""
    return words if words.isascii() else str(converter("t2s").convert(words))


def in_script_of(text: str, words: str) -> str:
    """Simplified words in the script of a text."""
    return str(converter("s2t").convert(words)) if is_traditional(text) else words


@cache
def converter(name: str) -> "opencc.OpenCC":
    """The converter of that name: ``t2s`` to simplified characters, ``s2t`` to traditional ones."""
    import opencc  # its tables take 20 ms to load, and hardly a text needs them

    return opencc.OpenCC(name)
