"""What a client may set; the settings of the VS Code extension are generated from this."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from zhupi.lang import Lang
from zhupi.rulepacks.decoding import key_of
from zhupi.settings import Asked


class ClientSettings(NamedTuple):
    """The settings of a client, under ``zhupi``.

    config: Path of a `zhupi.toml` that holds for all files. Empty: the nearest to each document.
    isolated: Ignore every `zhupi.toml` and word list.
    select: Only these rules or packs, such as `typo` or `punctuation/doubled-mark`. Empty: all that
        are on by default.
    enable: Rules or packs to check besides.
    ignore: Rules or packs not to check.
    detector: How hard to look for typos that no list names.
    genre: The kind of document, such as `work-report`. Empty: as its title tells.
    lang: The language of messages.
    whole_workspace: Check all documents of the workspace, Word files too, at the start and when
        they change on disk.
    """

    config: str = ""
    isolated: bool = False
    select: tuple[str, ...] = ()
    enable: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    detector: Literal["", "off", "default", "thorough"] = ""
    genre: str = ""
    lang: Literal["", "zh", "en"] = ""
    whole_workspace: bool = False

    def asked(self) -> Asked:
        """What the planner is asked."""
        return Asked(
            config=self.config,
            isolated=self.isolated,
            select=self.select,
            enable=self.enable,
            ignore=self.ignore,
            genre=self.genre,
            detector=self.detector or None,
        )


def read_settings(data: object, base: ClientSettings = ClientSettings()) -> ClientSettings:  # noqa: B008
    """The settings in what a client sent; what does not fit is passed over."""
    if not isinstance(data, Mapping):
        return base
    values: dict[str, Any] = {}
    for field, default in zip(base._fields, base, strict=True):
        value = data.get(name_of(field), default)
        if isinstance(value, list) and isinstance(default, tuple):
            value = tuple(str(each) for each in value)
        values[field] = value if type(value) is type(default) else default
    return base._replace(**values)


def name_of(field: str) -> str:
    """The name of a setting in a client: ``wholeWorkspace``."""
    head, *rest = key_of(field).split("-")
    return head + "".join(word.capitalize() for word in rest)


def language_of(settings: ClientSettings, locale: str | None) -> Lang:
    """The language of messages: as set, else that of the client, else Chinese."""
    if settings.lang:
        return settings.lang
    return "en" if locale and not locale.lower().startswith("zh") else "zh"
