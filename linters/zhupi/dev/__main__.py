"""Write the generated files of a checkout, or check that they are current."""

import argparse
import sys
from pathlib import Path

from zhupi.dev.editor_settings import settings_files
from zhupi.dev.kinds import kinds_page
from zhupi.dev.pages import rule_pages
from zhupi.dev.schema import schemas


def main() -> int:
    """1 when ``--check`` finds a file that is not current."""
    parser = argparse.ArgumentParser(prog="python -m zhupi.dev", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, only compare")
    check = parser.parse_args().check
    root = Path(__file__).resolve().parents[3]
    files = {**schemas(), **rule_pages(), **kinds_page(), **settings_files(root)}
    wanted = {root / name: text for name, text in files.items()}
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text() != text]
    extra = sorted(set((root / "docs" / "rules").rglob("*.md")) - set(wanted))
    if check:
        for path in (*stale, *extra):
            print(f"not current: {path.relative_to(root)} (run: make generate)", file=sys.stderr)
        return int(bool(stale or extra))
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path], encoding="utf-8")
    for path in extra:
        path.unlink()
    return 0


sys.exit(main())
