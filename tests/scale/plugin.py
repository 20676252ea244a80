"""A third party's kinds of checks that do what no check should: kill their process, and dawdle."""

from pathlib import Path

_CODE = '''
import os
import signal
import time
from importlib.resources import files
from typing import NamedTuple


def packs():
    return files(__name__) / "packs"


class Deadly(NamedTuple):
    """Kills whoever checks a text with these words."""

    words: str

    @staticmethod
    def message_fields():
        return ()

    def find(self, subject):
        if self.words in subject.document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return iter(())


class Hungry(NamedTuple):
    """Takes two gigabytes for a text with these words, if it gets them."""

    words: str

    @staticmethod
    def message_fields():
        return ()

    def find(self, subject):
        if self.words in subject.document.text:
            taken = []
            while len(taken) < 64:
                taken.append(bytearray(b"x") * (32 << 20))
                time.sleep(0.03)
        return iter(())


class Slow(NamedTuple):
    """Takes so many milliseconds for a text with these words."""

    words: str
    milliseconds: int

    @staticmethod
    def message_fields():
        return ()

    def find(self, subject):
        if self.words in subject.document.text:
            time.sleep(self.milliseconds / 1000)
        return iter(())


class Failing(NamedTuple):
    """Fails on a text with these words."""

    words: str

    @staticmethod
    def message_fields():
        return ()

    def find(self, subject):
        if self.words in subject.document.text:
            raise IndexError("out of its depth")
        return iter(())
'''

_RULE = """
severity: info
message: 测试用
why: 测试用
source: 测试用
examples:
  - good: 一切正常。
  - bad: 一切正常。
    at: "1:1"
"""

_FILES = {
    "zhupi_deadly/__init__.py": _CODE,
    "zhupi_deadly/packs/pack.yaml": "pack: deadly\ntitle: 测试\ntitle-en: test\n",
    "zhupi_deadly/packs/kill.yaml": "check: deadly\nwords: 杀死进程" + _RULE,
    "zhupi_deadly/packs/eat.yaml": "check: hungry\nwords: 吃光内存" + _RULE,
    "zhupi_deadly/packs/slow.yaml": "check: slow\nwords: 慢慢检查\nmilliseconds: 150" + _RULE,
    "zhupi_deadly/packs/fail.yaml": "check: failing\nwords: 程序出错" + _RULE,
    "zhupi_deadly-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: zhupi-deadly\nVersion: 1.0\n",
    "zhupi_deadly-1.0.dist-info/entry_points.txt": (
        "[zhupi.rulepacks]\ndeadly = zhupi_deadly:packs\n\n"
        "[zhupi.checks]\ndeadly = zhupi_deadly:Deadly\nslow = zhupi_deadly:Slow\n"
        "hungry = zhupi_deadly:Hungry\n"
        "failing = zhupi_deadly:Failing\n"
    ),
}


def install(site: Path) -> Path:
    """Put the plug-in into a folder for PYTHONPATH."""
    for name, content in _FILES.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content.lstrip(), encoding="utf-8")
    return site
