"""Loading genre files: the parts and items that a genre defines, and the rules that use them.

A genre may extend another: it takes over its parts, item sets and rules, and says what differs. A
genre that no title names is only there to be extended.
"""

from collections.abc import Callable, Iterator
from importlib.resources.abc import Traversable
from typing import NamedTuple

from zhupi.lang import Text
from zhupi.outline.genre import Genre
from zhupi.patterns import compile_pattern
from zhupi.rulepacks.bundled import bundled_rules
from zhupi.rulepacks.decoding import as_mapping, decode_mapping, suggest
from zhupi.rulepacks.place import Place
from zhupi.rulepacks.rule import Rule
from zhupi.rulepacks.spec import GenreSpec
from zhupi.rulepacks.yaml_source import read_yaml

Data = dict[str, object]
BuildRule = Callable[[str, Data, Place], Rule]
"""Makes a rule of its name in the genre, its data and their place."""

_FOLDER = "genres"
# What a genre has for itself: how it is known, not what it is like.
_OWN = ("genre", "title", "title-en", "applies", "extends", "without", "examples", "example-title")


class GenreFile(NamedTuple):
    """A genre with its rules, and the place of its file for messages."""

    spec: GenreSpec
    genre: Genre
    rules: tuple[Rule, ...]


class _Layer(NamedTuple):
    """One file of a chain of genres, the most general last."""

    data: Data
    place: Place


def load_genre(data: Data, place: Place, name: str, build: BuildRule) -> GenreFile:
    """A genre from the data of its file; raises BadRule for anything that does not fit."""
    chain = _chain(data, place)
    merged = _merged(chain)
    spec: GenreSpec = decode_mapping(GenreSpec, merged, place)
    if spec.genre != name:
        raise place.child("genre").bad(
            Text(f"文种名“{spec.genre}”应与文件名“{name}”相同", "the genre is not the file's name"),
            Text(f"改为 {name}", f"write {name}"),
        )
    _check_outline(spec, place)
    if spec.applies.title:
        compile_pattern(spec.applies.ending)  # to be kept with the others
    genre = Genre(
        name=spec.genre,
        title=Text(spec.title, spec.title_en or spec.genre),
        applies=spec.applies,
        outline=spec.outline,
        items=spec.items,
        places=_role_places(chain),
        examples=spec.examples,
        example_places=tuple(
            place.child("examples").child(index).where for index in range(len(spec.examples))
        ),
    )
    rules = tuple(_rules(spec, genre, place, build))
    return GenreFile(spec, genre, rules if spec.applies.title else ())


def _rules(spec: GenreSpec, genre: Genre, place: Place, build: BuildRule) -> Iterator[Rule]:
    for name, data in spec.rules.items():
        at = place.child("rules").child(name)
        rule = build(name, as_mapping(data, at), at)
        _check_items(rule, genre, at)
        yield rule._replace(genre=genre)


def _chain(data: Data, place: Place) -> list[_Layer]:
    chain = [_Layer(data, place)]
    names = [data.get("genre")]
    while name := chain[-1].data.get("extends"):
        at = chain[-1].place.child("extends")
        if name in names:
            raise at.bad(
                Text("文种互相扩展，没有尽头", "genres extend each other in a circle"),
                Text("去掉其中一个 extends", "drop one of the extends"),
            )
        names.append(name)
        chain.append(_base(str(name), at))
    return chain


def _base(name: str, at: Place) -> _Layer:
    """The file of a genre: beside the one that extends it, else among the bundled ones."""
    here = at.source.folder
    folders: list[tuple[Traversable, str]] = [
        (here, at.source.name.rpartition("/")[0]),
        (bundled_rules() / _FOLDER, f"rules/{_FOLDER}"),
    ]
    for folder, shown in folders:
        file = folder / f"{name}.yaml"
        if file.is_file():
            data, place = read_yaml(file, folder, f"{shown}/{name}.yaml")
            return _Layer(as_mapping(data, place), place)
    known = [each.name.removesuffix(".yaml") for folder, _ in folders for each in folder.iterdir()]
    raise at.bad(
        Text(f"没有文种“{name}”可以扩展", f"there is no genre “{name}” to extend"),
        suggest(name, known),
    )


def _merged(chain: list[_Layer]) -> Data:
    """What the files of a chain say together; a rule takes over what it does not say itself."""
    merged: Data = {}
    for layer in reversed(chain):
        without = layer.data.get("without")
        rules = {
            name: rule
            for name, rule in _part(merged, "rules").items()
            if not isinstance(without, list) or name not in without
        }
        _refuse_idle(layer, _part(merged, "rules"))
        for name, rule in _part(layer.data, "rules").items():
            own = rule if isinstance(rule, dict) else {}
            base = rules.get(name)
            rules[name] = {**base, **own} if isinstance(base, dict) else rule
        items = {**_part(merged, "items"), **_part(layer.data, "items")}
        rules = {name: _retitled(rule, merged, layer.data) for name, rule in rules.items()}
        inherited = {key: value for key, value in merged.items() if key not in _OWN}
        merged = {**inherited, **layer.data, "rules": rules, "items": items}
    return merged


def _retitled(rule: object, base: Data, genre: Data) -> object:
    """A rule whose examples bear the title of the genre that takes it over."""
    old, new = base.get("example-title"), genre.get("example-title")
    if not isinstance(rule, dict) or not old or not new:
        return rule
    examples = rule.get("examples")
    return {**rule, "examples": _replaced(examples, str(old), str(new))} if examples else rule


def _replaced(data: object, old: str, new: str) -> object:
    """The data with one text for another, wherever it stands."""
    if isinstance(data, dict):
        return {key: _replaced(value, old, new) for key, value in data.items()}
    if isinstance(data, list):
        return [_replaced(value, old, new) for value in data]
    return data.replace(old, new) if isinstance(data, str) else data


def _part(data: Data, key: str) -> Data:
    part = data.get(key)
    return part if isinstance(part, dict) else {}


def _refuse_idle(layer: _Layer, inherited: Data) -> None:
    """Every rule that a genre does without must be one that it would take over."""
    without = layer.data.get("without")
    for index, name in enumerate(without if isinstance(without, list) else ()):
        if name not in inherited:
            raise (
                layer.place.child("without")
                .child(index)
                .bad(
                    Text(f"没有继承规则“{name}”", f"the rule “{name}” is not taken over"),
                    suggest(str(name), list(inherited)),
                )
            )


def _role_places(chain: list[_Layer]) -> dict[str, str]:
    """File and line of each role, in the file whose outline counts."""
    for layer in chain:
        outline = layer.data.get("outline")
        if isinstance(outline, list):
            at = layer.place.child("outline")
            return {
                str(role.get("role")): at.child(index).where
                for index, role in enumerate(outline)
                if isinstance(role, dict)
            }
    return {}


def _check_outline(spec: GenreSpec, place: Place) -> None:
    """Every role that another role or an item set names must be a part of the genre."""
    roles = [role.role for role in spec.outline]
    for index, role in enumerate(spec.outline):
        at = place.child("outline").child(index)
        for other in role.instead:
            if other not in roles:
                _unknown_role(other, roles, at.child("instead"))
        if role.stated_by and role.stated_by not in spec.items:
            _unknown_items(role.stated_by, list(spec.items), at.child("stated-by"))
    for name, item_set in spec.items.items():
        for index, source in enumerate(item_set.from_):
            at = place.child("items").child(name).child("from").child(index)
            if bool(source.section) == bool(source.column):
                raise at.bad(
                    Text("应写 section 或 column 之一", "write either section or column"),
                    Text("section 是部分，column 是表头", "a part, or the heading of a column"),
                )
            if source.section and source.section not in roles:
                _unknown_role(source.section, roles, at.child("section"))


def _check_items(rule: Rule, genre: Genre, place: Place) -> None:
    """Every item set and role that a genre's rule names must be defined."""
    for key in ("each", "needs", "items"):
        name = getattr(rule.check, key, None)
        if isinstance(name, str) and name not in genre.items:
            _unknown_items(name, list(genre.items), place.child(key))
    for index, name in enumerate(getattr(rule.check, "sets", ())):
        if name not in genre.items:
            _unknown_items(name, list(genre.items), place.child("sets").child(index))
    roles = [each.role for each in genre.outline]
    for key in ("role", "section", "of"):
        role = getattr(rule.check, key, None)
        if rule.kind in _ROLE_KINDS and isinstance(role, str) and role and role not in roles:
            _unknown_role(role, roles, place.child(key))


# Kinds whose options role, section and of name parts of a genre; others mean other things by them.
_ROLE_KINDS = frozenset({"numbered", "length", "literal", "regex"})


def _unknown_items(name: str, known: list[str], place: Place) -> None:
    raise place.bad(
        Text(f"没有定义条目“{name}”", f"there is no item set “{name}”"), suggest(name, known)
    )


def _unknown_role(role: str, roles: list[str], place: Place) -> None:
    raise place.bad(
        Text(f"没有定义部分“{role}”", f"there is no part “{role}”"), suggest(role, roles)
    )
