"""Tables of figures, and where they stand in a page: between markers that bear their names."""

from collections.abc import Mapping
from pathlib import Path


def as_table(head: list[str], cells: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def fill(page: Path, tables: Mapping[str, str]) -> None:
    """Put each table between its markers, `<!-- name -->` and `<!-- /name -->`.

    What stands between other markers stays, and a table without markers is left out.
    """
    text = page.read_text(encoding="utf-8")
    for name, table in tables.items():
        start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        if start in text:
            before, _, rest = text.partition(start)
            text = f"{before}{start}{table}\n{end}{rest.partition(end)[2]}"
    page.write_text(text, encoding="utf-8")
