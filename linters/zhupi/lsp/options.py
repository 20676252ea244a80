"""What a client may set; the settings of the VS Code extension are generated from this."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from zhupi.lang import Lang
from zhupi.rulepacks.decoding import key_of
from zhupi.settings import Asked


class ClientSettings(NamedTuple):
    """The settings of a client, under ``zhupi``.

    config: a configuration for all files, instead of the nearest of each
    isolated: no configuration and no file of words
    select: only these rules or packs
    enable: these rules as well, which are off by default
    ignore: not these rules or packs
    detector: how hard to look for typos that no list names
    genre: the genre of all documents, instead of by title
    lang: the language of messages
    whole_workspace: check all documents of the workspace, Word files too
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
