"""Draw the rooms of the program, what imports what, and the way of a file through them.

    python tools/make_architecture.py

Into ``docs/images/architecture.svg``. Layers are those of the contract in ``pyproject.toml``, and
arrows the imports that stand in the code.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.rooms import RAW, ROOT, SPINE, House, house

PICTURE = ROOT / "docs" / "images" / "architecture.svg"

_COLUMNS = {
    "dev": 0, "cli": 1,
    "lsp": 1, "scale": 2,
    "testing": 1,
    "checking": 1,
    "settings": 1,
    "engine": 1, "reporters": 3,
    "rulepacks": 0,
    "checks": 1,
    "formats": 0, "outline": 1, "typos": 2,
    "numbering": 1,
    "model": 1,
}  # fmt: skip
"""Where a room stands in its layer, so that few arrows cross."""

# Pixels of the picture.
_PITCH, _WIDTH, _LEFT = 184, 164, 94
_ROW, _HEIGHT, _TOP = 64, 38, 12
_PORT = 18  # from arrow to arrow at a box
_CLEAR = 14  # between a box and an arrow that passes it
_TOTAL = 2 * _LEFT + 3 * _PITCH

_STYLE = """\
text{font:14px system-ui,sans-serif;text-anchor:middle;fill:#1f2430}
.small{font-size:11px}
.left{text-anchor:start}
rect{fill:#eef0f3;stroke:#7f8794;rx:5px}
.way rect{fill:#fbe6e3;stroke:#d0493e}
path{fill:none;stroke:#7f8794;stroke-width:1.4}
path.spine{stroke:#d0493e;stroke-width:4}
marker path{fill:#7f8794;stroke:none}
marker.spine path{fill:#d0493e}
@media(prefers-color-scheme:dark){
text{fill:#eceae6}
rect{fill:#2b303b}
.way rect{fill:#4a2422}
}"""
"""All text stands in boxes with a colour of their own, and lines are neither light nor dark: a page
may be dark where the reader's system is light, and the other way."""


_MEANINGS = (
    ("spine", "the way of a file through the program"),
    ("import", "imports, but not those that a longer way implies"),
)
_GROUND = "single modules, which every room above may import"


class _Box(NamedTuple):
    """A box: the middle of its upper edge, its measures, and what stands in it."""

    x: float
    y: float
    lines: tuple[str, ...]
    kind: str = "room"
    width: float = _WIDTH
    height: float = _HEIGHT

    @property
    def bottom(self) -> float:
        return self.y + self.height


class _Arrow(NamedTuple):
    """An arrow between layers: down for an import, up for the way of a file."""

    upper: str
    lower: str
    spine: bool = False


_Ports = dict[_Arrow, float]
_Point = tuple[float, float]


def picture() -> str:
    """The picture, as SVG; raises SystemExit for a room that has no place in it."""
    plan = house()
    if missing := {room for layer in plan.upper for room in layer} - set(_COLUMNS):
        sys.exit(f"{Path(__file__).name}: give a column to {', '.join(sorted(missing))}")
    boxes = {**_room_boxes(plan), **_ground_boxes(plan)}
    boxes |= _ends(boxes)
    height = max(box.bottom for box in boxes.values()) + _TOP
    return "\n".join(
        (*_head(height), *_ways(_arrows(plan, boxes), boxes), *map(_drawn, boxes.values()),
         *_legend(boxes), "</svg>", "")
    )  # fmt: skip


def _room_boxes(plan: House) -> dict[str, _Box]:
    boxes = {}
    for row, layer in enumerate(plan.upper):
        for room in layer:
            made = _made_in(room)
            lines = (room, " → ".join(made)) if made else (room,)
            x, y = _LEFT + _COLUMNS[room] * _PITCH, _TOP + row * _ROW
            boxes[room] = _Box(x, y, lines, "way" if made else "room")
    return boxes


def _made_in(room: str) -> tuple[str, ...]:
    """What comes into a room on a file's way, and what is made of it there."""
    nouns = (RAW, *(step.noun for step in SPINE))
    numbers = [number for number, step in enumerate(SPINE) if step.room == room]
    return nouns[numbers[0] : numbers[-1] + 2] if numbers else ()


def _ground_boxes(plan: House) -> dict[str, _Box]:
    """The single modules, side by side, within a frame that says what they are."""
    top = _TOP + len(plan.upper) * _ROW
    frame = _Box(_TOTAL / 2, top, (), width=_TOTAL - 2 * _TOP, height=72)
    pitch = (frame.width - _CLEAR) / len(plan.ground)
    left = _TOP + _CLEAR / 2 + pitch / 2
    modules = {
        room: _Box(left + number * pitch, top + 30, (room,), width=pitch - _CLEAR, height=30)
        for number, room in enumerate(plan.ground)
    }
    return {"": frame, **modules}


def _ends(boxes: Mapping[str, _Box]) -> dict[str, _Box]:
    """What a file's way begins with, below its first room, and what it ends with."""
    first, last, noun = boxes[SPINE[0].room], boxes[SPINE[-1].room], SPINE[-1].noun
    middle = (_HEIGHT - 26) / 2
    return {
        RAW: _Box(first.x, first.y + _ROW + middle, (RAW,), "way", 76, 26),
        noun: _Box(last.x, last.y - _ROW + middle, (noun,), "way", 76, 26),
    }


def _arrows(plan: House, boxes: Mapping[str, _Box]) -> list[_Arrow]:
    imports = [
        _Arrow(room, other)
        for layer in plan.upper
        for room in layer
        for other in sorted(plan.imports[room])
    ]
    stations = (RAW, *dict.fromkeys(step.room for step in SPINE), SPINE[-1].noun)
    return imports + [_Arrow(after, before, spine=True) for before, after in pairwise(stations)]


def _ways(arrows: Sequence[_Arrow], boxes: Mapping[str, _Box]) -> Iterator[str]:
    """The arrows as paths; those of the file's way last, above the others."""
    between = [arrow for arrow in arrows if boxes[arrow.upper].y < boxes[arrow.lower].y]
    starts, ends = _Ports(), _Ports()
    for name, box in boxes.items():
        starts |= _ports(box, {each: boxes[each.lower] for each in between if each.upper == name})
        ends |= _ports(box, {each: boxes[each.upper] for each in between if each.lower == name})
    for arrow in arrows:
        upper, lower = boxes[arrow.upper], boxes[arrow.lower]
        if arrow in starts:
            start, end = (starts[arrow], upper.bottom), (ends[arrow], lower.y)
            points = [start, *_lane(start, end, boxes.values()), end]
            yield _path(points[::-1], "spine") if arrow.spine else _path(points, "import")
        else:  # within a layer, from left to right
            y = lower.y + lower.height / 2
            left, right = lower.x + lower.width / 2, upper.x - upper.width / 2
            yield _path([(left, y), (right, y)], "spine")


def _ports(box: _Box, others: Mapping[_Arrow, _Box]) -> _Ports:
    """Where arrows meet an edge of a box, side by side.

    In the middle is the file's way, else what goes straight up or down.
    """
    order = sorted(others, key=lambda each: (others[each].x, each))
    middle = sorted(
        (each for each in order if others[each].x == box.x), key=lambda each: not each.spine
    )
    place = (len(order) - 1) / 2
    if middle:
        order.remove(middle[0])
        place = sum(others[each].x <= box.x for each in order)
        order.insert(int(place), middle[0])
    return {each: box.x + (number - place) * _PORT for number, each in enumerate(order)}


def _lane(start: _Point, end: _Point, boxes: Iterable[_Box]) -> list[_Point]:
    """Where an arrow goes straight down beside the boxes of the layers that it passes."""
    passed = [box for box in boxes if box.y > start[1] and box.bottom < end[1]]
    if not passed:
        return []
    sides = [box.x + side * (box.width / 2 + _CLEAR) for box in passed for side in (-1, 1)]
    free = [
        x
        for x in (start[0], end[0], *sides)
        if all(abs(x - box.x) >= box.width / 2 + _CLEAR for box in passed)
    ]
    x = min(free, key=lambda x: (abs(x - start[0]) + abs(x - end[0]), abs(x - start[0])))
    return [(x, start[1] + _ROW - _HEIGHT), (x, end[1] - _ROW + _HEIGHT)]


def _path(points: Sequence[_Point], kind: str) -> str:
    """A line through points, with an arrowhead; it leaves and meets the layers upright."""
    parts = [f"M{points[0][0]:g} {points[0][1]:g}"]
    for (x, y), (to_x, to_y) in pairwise(points):
        half = (y + to_y) / 2
        straight = x == to_x or y == to_y
        bend = "L" if straight else f"C{x:g} {half:g} {to_x:g} {half:g} "
        parts.append(f"{bend}{to_x:g} {to_y:g}")
    return f'<path class="{kind}" d="{"".join(parts)}" marker-end="url(#{kind})"/>'


def _drawn(box: _Box) -> str:
    """A box with its lines, the first of them in larger type."""
    middle = box.y + box.height / 2
    first = middle + (5 if len(box.lines) < 2 else -3)
    texts = "".join(
        f'<text class="{"small" if number else ""}" x="{box.x:g}" y="{first + number * 16:g}">'
        f"{line}</text>"
        for number, line in enumerate(box.lines)
    )
    left = box.x - box.width / 2
    return (
        f'<g class="{box.kind}"><rect x="{left:g}" y="{box.y:g}" width="{box.width:g}" '
        f'height="{box.height:g}"/>{texts}</g>'
    )


def _head(height: float) -> Iterator[str]:
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_TOTAL:g} {height:g}" role="img">'
    yield "<title>The rooms of Zhupi</title>"
    yield f"<desc>Made by tools/{Path(__file__).name}; do not edit.</desc>"
    yield f"<style>\n{_STYLE}\n</style>"
    for kind, size in (("import", 7), ("spine", 3)):
        yield (
            f'<marker id="{kind}" class="{kind}" viewBox="0 0 10 10" refX="9" refY="5" '
            f'markerWidth="{size}" markerHeight="{size}" orient="auto"><path d="M0 0 10 5 0 10z"/>'
            "</marker>"
        )


def _legend(boxes: Mapping[str, _Box]) -> Iterator[str]:
    """What the lines mean, beside the rulepacks, where no room stands; and what the frame holds."""
    top, width = boxes["rulepacks"].y + 14, _PITCH + _WIDTH
    left = _LEFT + 2 * _PITCH - _WIDTH / 2
    yield _drawn(_Box(left + width / 2, top, (), width=width, height=52))
    for number, (kind, words) in enumerate(_MEANINGS):
        line = top + 20 + number * 20
        yield _path([(left + 10, line - 4), (left + 42, line - 4)], kind)
        yield f'<text class="small left" x="{left + 52:g}" y="{line:g}">{words}</text>'
    frame = boxes[""]
    yield f'<text class="small" x="{frame.x:g}" y="{frame.y + 20:g}">{_GROUND}</text>'


def main() -> None:
    """Write the picture."""
    PICTURE.write_text(picture(), encoding="utf-8")


if __name__ == "__main__":
    main()
