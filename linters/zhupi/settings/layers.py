"""From configuration files to layers: what each place of them says, the more general first."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, cast

from zhupi.errors import UserError
from zhupi.lang import Text
from zhupi.rulepacks.decoding import decode
from zhupi.rulepacks.place import Place
from zhupi.settings.patterns import Patterns
from zhupi.settings.spec import ConfigSpec, FilesSpec
from zhupi.settings.toml_source import read_toml

CONFIG_FILE = "zhupi.toml"
PROJECT_FILE = "pyproject.toml"
_TOOL = ("tool", "zhupi")
_OURS = b"zhupi"


class Layer(NamedTuple):
    """What is said in one place about the files that match: all of them where there is no pattern.

    ``given`` are the keys that stand there; ``place`` tells their lines.
    """

    spec: FilesSpec
    given: frozenset[str]
    patterns: Patterns | None
    place: Place


class Config(NamedTuple):
    """One configuration file: its bytes, and the keys that stand in it and in its ``files``."""

    file: Path
    raw: bytes
    spec: ConfigSpec
    given: frozenset[str]
    files_given: tuple[frozenset[str], ...]
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
            patterns = Patterns(self.folder, spec.match, genres.child(pattern))
            yield Layer(spec, frozenset({"genre"}), patterns, genres.child(pattern))
        files = self.place.child("files")
        entries = zip(self.spec.files, self.files_given, strict=True)
        for number, (entry, given) in enumerate(entries):
            place = files.child(number)
            patterns = Patterns(self.folder, entry.match, place.child("match"))
            yield Layer(entry, given, patterns, place)


def _shared(name: str) -> bool:
    return name in ConfigSpec._fields


def load_config(file: Path) -> tuple[Config, ...]:
    """A configuration after those that it extends; raises UserError for what is wrong in them."""
    chain = [read_config(_absolute(file))]
    seen = {file.resolve()}
    while chain[0].spec.extends:
        base = _extended(chain[0])
        if base.resolve() in seen:
            raise (
                chain[0]
                .place.child("extends")
                .bad(
                    Text("配置文件互相继承，绕成了圈", "the configurations extend one another"),
                    Text("去掉其中一个 extends", "remove one of the extends"),
                )
            )
        seen.add(base.resolve())
        chain.insert(0, read_config(base))
    return tuple(chain)


def _absolute(file: Path) -> Path:
    """The whole path; a link stays where it is, for its folder is what patterns are about."""
    return file.parent.resolve() / file.name


def _extended(config: Config) -> Path:
    base = _absolute(config.folder / config.spec.extends)
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
    files_given = tuple(map(_keys, cast("list[dict[str, object]]", data.get("files", []))))
    return Config(file, raw, spec, _keys(data), files_given, place)


def _keys(data: Mapping[str, object]) -> frozenset[str]:
    """The fields of the keys that stand there."""
    return frozenset(key.replace("-", "_") for key in data)


def has_settings(file: Path) -> bool:
    """Whether a pyproject.toml has a table of ours.

    Raises UserError for one that speaks of us and is broken; any other is not ours to judge.
    """
    try:
        raw = file.read_bytes()
    except OSError:
        return False
    return _OURS in raw and bool(_tool_table(read_toml(raw, shown(file), file.parent)[0]))


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
