"""From configuration files to layers: what each place of them says, the more general first."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from zhupi.errors import UserError
from zhupi.lang import Text
from zhupi.rulepacks.decoding import decode
from zhupi.rulepacks.yaml_source import Place
from zhupi.settings.patterns import Patterns
from zhupi.settings.spec import ConfigSpec, FilesSpec
from zhupi.settings.toml_source import read_toml

CONFIG_FILE = "zhupi.toml"
PROJECT_FILE = "pyproject.toml"
_TOOL = ("tool", "zhupi")


class Layer(NamedTuple):
    """What is said in one place about the files that match: all of them where there is no pattern.

    ``given`` are the keys that stand there; ``place`` tells their lines.
    """

    spec: FilesSpec
    given: frozenset[str]
    patterns: Patterns | None
    place: Place


class Config(NamedTuple):
    """One configuration file, and the keys that stand in it."""

    file: Path
    spec: ConfigSpec
    given: frozenset[str]
    place: Place

    @property
    def folder(self) -> Path:
        """What paths and patterns are relative to."""
        return self.file.parent

    def layers(self) -> Iterator[Layer]:
        """The whole file first, then the genres, then what holds for some files."""
        shared = {name: getattr(self.spec, name) for name in FilesSpec._fields if _shared(name)}
        yield Layer(FilesSpec((), **shared), self.given, None, self.place)
        genres = self.place.child("genres")
        for pattern, genre in self.spec.genres.items():
            spec = FilesSpec((pattern,), genre=genre)
            patterns = Patterns(self.folder, spec.match)
            yield Layer(spec, frozenset({"genre"}), patterns, genres.child(pattern))
        files = self.place.child("files")
        for number, entry in enumerate(self.spec.files):
            given = frozenset(name for name in entry._fields if _differs(entry, name))
            patterns = Patterns(self.folder, entry.match)
            yield Layer(entry, given, patterns, files.child(number))


def _shared(name: str) -> bool:
    return name in ConfigSpec._fields


def _differs(entry: FilesSpec, name: str) -> bool:
    defaults: Mapping[str, object] = FilesSpec._field_defaults
    return name not in defaults or getattr(entry, name) != defaults[name]


def load_config(file: Path) -> tuple[Config, ...]:
    """A configuration after those that it extends; raises UserError for what is wrong in them."""
    chain = [read_config(file.resolve())]
    seen = {file.resolve()}
    while chain[0].spec.extends:
        base = _extended(chain[0])
        if base in seen:
            raise (
                chain[0]
                .place.child("extends")
                .bad(
                    Text("配置文件互相继承，绕成了圈", "the configurations extend one another"),
                    Text("去掉其中一个 extends", "remove one of the extends"),
                )
            )
        seen.add(base)
        chain.insert(0, read_config(base))
    return tuple(chain)


def _extended(config: Config) -> Path:
    base = (config.folder / config.spec.extends).resolve()
    if base.is_dir():
        base /= CONFIG_FILE
    if not base.is_file():
        raise config.place.child("extends").bad(
            Text(f"找不到“{config.spec.extends}”", f"there is no “{config.spec.extends}”"),
            Text("写相对于本配置文件的路径", "write a path relative to this file"),
        )
    return base


def read_config(file: Path) -> Config:
    """One file alone; raises UserError."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise UserError(
            shown(file),
            Text(f"读不了（{error.strerror}）", f"cannot read it ({error.strerror})"),
            Text("检查路径和权限", "check the path and its permissions"),
        ) from None
    return parse_config(file, raw)


def parse_config(file: Path, raw: bytes) -> Config:
    """A file whose bytes are known; raises UserError."""
    data, place = read_toml(raw, shown(file), file.parent)
    if file.name == PROJECT_FILE:
        data, place = _tool_table(data), place.child(_TOOL[0]).child(_TOOL[1])
    spec: ConfigSpec = decode(ConfigSpec, data, place)
    return Config(file, spec, frozenset(key.replace("-", "_") for key in data), place)


def has_settings(file: Path) -> bool:
    """Whether a pyproject.toml has a table of ours; one that is broken is not ours to judge."""
    try:
        raw = file.read_bytes()
        return b"tool.zhupi" in raw and bool(_tool_table(read_toml(raw, "", file.parent)[0]))
    except (OSError, UserError):
        return False


def _tool_table(data: Mapping[str, object]) -> dict[str, object]:
    table: object = data
    for key in _TOOL:
        table = table.get(key, {}) if isinstance(table, dict) else {}
    return table if isinstance(table, dict) else {}


def shown(file: Path) -> str:
    """A path as messages name it: from the current folder where it is below."""
    try:
        return str(file.relative_to(Path.cwd()))
    except ValueError:
        return str(file)
