"""How many Word files a second a reader reads: one process, the import not counted.

    python -m benchmarks.docx_reading zhupi|python-docx FILE…

Prints documents a CPU second, and the characters read. python-docx gives the bare texts of the
paragraphs of the body; Zhupi the text with every way back into the file, headers, notes,
properties and all.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path


def main() -> int:
    reader, *names = sys.argv[1:]
    read = READERS[reader]()
    read(Path(names[0]))  # what is loaded at the first file is not counted
    start = time.process_time()
    characters = sum(read(Path(name)) for name in names)
    print(len(names) / (time.process_time() - start), characters)
    return 0


def _zhupi() -> Callable[[Path], int]:
    from zhupi.formats import read

    return lambda path: len(read(path.read_bytes(), path.name).text)


def _python_docx() -> Callable[[Path], int]:
    import docx

    def read(path: Path) -> int:
        with path.open("rb") as file:
            return len("\n".join(one.text for one in docx.Document(file).paragraphs))

    return read


READERS = {"zhupi": _zhupi, "python-docx": _python_docx}

if __name__ == "__main__":
    sys.exit(main())
