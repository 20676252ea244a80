"""How soon the editor shows what was typed: ``python -m benchmarks.editor``.

A real ``zhupi lsp`` over pipes, a report of thirty pages, and keys that are typed into it. Prints a
table in Markdown.
"""

import json
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGES, PAGE = 30, 550
KEYS = 50
PAUSE = 0.03
URI = "file:///report.md"


def report() -> str:
    """Thirty pages out of the reports of the tests, with mistakes in them."""
    sources = sorted((ROOT / "tests" / "documents" / "clean").glob("*.md"))
    texts = [source.read_text(encoding="utf-8") for source in sources]
    text = "\n".join(texts)
    while len(text) < PAGES * PAGE:
        text += "\n" + "\n".join(texts)
    text = text[: text.rindex("\n", 0, PAGES * PAGE)]
    return text + "\n\n年初召开会议部暑工作。\n"


class Client:
    """Speaks with a server, and notes when diagnostics come."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "zhupi", "lsp"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, bufsize=0)
        self._numbers = iter(range(1, 1_000_000))
        self.answers: Queue[dict[str, Any]] = Queue()
        self.shown: Queue[tuple[float, int | None]] = Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _messages(self) -> Iterator[dict[str, Any]]:
        assert self.process.stdout
        stream = open(self.process.stdout.fileno(), "rb", closefd=False)  # noqa: SIM115
        while line := stream.readline():
            if line.startswith(b"Content-Length"):
                length = int(line.split(b":")[1])
                while stream.readline() != b"\r\n":
                    pass
                yield json.loads(stream.read(length))

    def _listen(self) -> None:
        for message in self._messages():
            if message.get("method") == "textDocument/publishDiagnostics":
                self.shown.put((time.perf_counter(), message["params"].get("version")))
            elif "method" not in message:
                self.answers.put(message)

    def send(self, method: str, params: object, *, ask: bool = False) -> None:
        message: dict[str, object] = {"jsonrpc": "2.0", "method": method, "params": params}
        if ask:
            message["id"] = next(self._numbers)
        body = json.dumps(message).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    def start(self) -> None:
        """Greet the server as an editor does that sends its settings along."""
        self.send("initialize", {"capabilities": {}, "processId": None, "rootUri": None}, ask=True)
        self.answers.get(timeout=60)
        self.send("initialized", {})

    def open(self, text: str) -> None:
        item = {"uri": URI, "languageId": "markdown", "version": 0, "text": text}
        self.send("textDocument/didOpen", {"textDocument": item})

    def type(self, version: int, line: int, column: int, key: str) -> float:
        place = {"line": line, "character": column}
        change = {"range": {"start": place, "end": place}, "text": key}
        document = {"uri": URI, "version": version}
        sent = time.perf_counter()
        self.send("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})
        return sent

    def when_shown(self, version: int) -> float:
        """When the diagnostics of that version came."""
        while True:
            moment, shown = self.shown.get(timeout=60)
            if shown == version:
                return moment

    def memory(self) -> float:
        """Megabytes that the server holds."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        line = next(each for each in status.splitlines() if each.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def stop(self) -> None:
        self.send("shutdown", None, ask=True)
        self.answers.get(timeout=60)
        self.send("exit", None)
        self.process.wait(timeout=10)


def place_of(text: str) -> tuple[int, int]:
    """A place in the middle of the report, at the end of a paragraph."""
    lines = text.split("\n")
    middle = len(lines) // 2
    number = next(i for i in range(middle, len(lines)) if len(lines[i]) > 30)
    return number, len(lines[number])


def single_keys(client: Client, first: int, line: int, column: int) -> list[float]:
    """How long each key takes when nothing else goes on."""
    times = []
    for index in range(KEYS):
        sent = client.type(first + index, line, column + index, "进一步推动工作"[index % 7])
        times.append(client.when_shown(first + index) - sent)
        time.sleep(0.05)
    return times


def fast_typing(client: Client, first: int, line: int, column: int) -> float:
    """How long after the last of many keys the findings are right."""
    sent = 0.0
    for index in range(KEYS):
        sent = client.type(first + index, line, column + index, "进一步推动工作"[index % 7])
        time.sleep(PAUSE)
    return client.when_shown(first + KEYS - 1) - sent


def main() -> None:
    text = report()
    line, column = place_of(text)
    began = time.perf_counter()
    client = Client()
    client.start()
    client.open(text)
    start_up = client.when_shown(0) - began
    keys = single_keys(client, 1, line, column)
    after = [
        fast_typing(client, 1 + KEYS * (1 + round_), line, column + KEYS * (1 + round_))
        for round_ in range(5)
    ]
    memory = client.memory()
    client.stop()
    while True:  # nothing is to come after the end
        try:
            client.shown.get_nowait()
        except Empty:
            break
    p95 = statistics.quantiles(keys, n=20)[-1]
    print(f"A report of {len(text)} characters.\n")
    print("| | |\n|---|---|")
    print(f"| start of the server to the first findings | {start_up:.2f} s |")
    print(f"| a key to its findings, median | {statistics.median(keys) * 1000:.0f} ms |")
    print(f"| a key to its findings, 95th percentile | {p95 * 1000:.0f} ms |")
    print(
        f"| {KEYS} keys, {PAUSE * 1000:.0f} ms apart: the last to its findings, median of "
        f"{len(after)} | {statistics.median(after) * 1000:.0f} ms |"
    )
    print(f"| memory | {memory:.0f} MB |")


if __name__ == "__main__":
    main()
