"""The options of ``zhupi check``, and of the commands that check as it does."""

import argparse

from zhupi.cli.options import Options
from zhupi.lang import Text
from zhupi.reporters import REPORTERS

_LEVELS = ["error", "warning", "info", "never"]

PATHS: Options = (
    (
        ("paths",),
        {"metavar": "PATH", "nargs": "*", "default": []},
        Text(
            "文件或文件夹（默认为当前文件夹）；- 为标准输入",
            "files, folders (default: the current one); - is stdin",
        ),
    ),
)


def _positive(word: str) -> int:
    if not word.isdecimal() or not int(word):
        raise argparse.ArgumentTypeError(f"it must be a number from 1 on, not {word}")
    return int(word)


RUNNING: Options = (
    (
        ("--jobs",),
        {"metavar": "N", "type": _positive, "default": 0},
        Text("同时用几个进程（默认与核数相同）", "processes at once (default: one a core)"),
    ),
    (
        ("--no-cache",),
        {"action": "store_true"},
        Text("不用也不留上次的结果", "neither use nor keep results of earlier runs"),
    ),
    (
        ("--force-exclude",),
        {"action": "store_true"},
        Text("配置里 exclude 的文件，点名也不查", "pass over what is excluded even if it is named"),
    ),
    (
        ("--stdin-filename",),
        {"metavar": "NAME", "default": ""},
        Text("标准输入的文件名，用来判断格式", "the file name of stdin, which tells its format"),
    ),
)

OPTIONS: Options = (
    *PATHS,
    (
        ("--format",),
        {"metavar": "NAME[=FILE]", "action": "append", "default": []},
        Text(
            f"输出格式，可重复，可写明文件（默认 text）：{'、'.join(REPORTERS)}",
            f"output format, repeatable, with its file (default text): {', '.join(REPORTERS)}",
        ),
    ),
    (
        ("-o", "--output"),
        {"metavar": "FILE", "default": ""},
        Text("把结果写入文件", "write the output to a file"),
    ),
    (
        ("--fail-on",),
        {"choices": _LEVELS, "default": None},
        Text("有这一级及以上的问题时退出码为 1（默认 warning）", "severity that exits with 1"),
    ),
    (
        ("--fix",),
        {"action": "store_true"},
        Text(
            "改掉有把握的问题，写回文件（Word 文件用修订）",
            "make the sure corrections in the files (in Word files as tracked changes)",
        ),
    ),
    (
        ("--unsafe-fixes",),
        {"action": "store_true"},
        Text("连需要斟酌的改法一起改", "make the unsure corrections, too"),
    ),
    (
        ("--no-track",),
        {"action": "store_true"},
        Text("Word 文件直接改，不留修订", "change Word files without tracking"),
    ),
    (
        ("--diff",),
        {"action": "store_true"},
        Text("只显示会怎样改，不写文件", "show what --fix would change; write nothing"),
    ),
    (
        ("--baseline",),
        {"metavar": "FILE", "default": ""},
        Text("不报基线里已有的问题（见 zhupi baseline）", "pass over what a baseline knows"),
    ),
    (
        ("--no-baseline",),
        {"action": "store_true"},
        Text("不用配置里的基线", "not the baseline of the configuration"),
    ),
    (
        ("--copies",),
        {"action": "store_true"},
        Text(
            "找出几份报告之间雷同的段落（需要 zhupi[copies]）",
            "find paragraphs that reports share (needs zhupi[copies])",
        ),
    ),
    (
        ("--watch",),
        {"action": "store_true"},
        Text("文件一改动就再查，直到按 Ctrl+C", "check again when files change, until Ctrl+C"),
    ),
    (
        ("--profile",),
        {"action": "store_true"},
        Text(
            "说明时间用在了哪里（单进程，不用缓存）",
            "where the time goes (one process, no cache)",
        ),
    ),
    *RUNNING,
    (
        ("--scheduler",),
        {"metavar": "ADDRESS", "default": ""},
        Text(
            "在 Dask 集群上检查（tcp://主机:端口；local 为本机），PATH 可以是 s3:// 等地址，结果"
            "是 Parquet，放在 -o 的文件夹（需要 zhupi[dask]）",
            "check on a Dask cluster (tcp://host:port; local is this machine); a PATH may be a URL "
            "(s3://…), results are Parquet in the folder of -o (needs zhupi[dask])",
        ),
    ),
    (
        ("--partition-files",),
        {"metavar": "N", "type": _positive, "default": 0},
        Text("分布检查时一块约有几份文件（默认 500）", "files of a partition, about (default 500)"),
    ),
    (
        ("--partition-megabytes",),
        {"metavar": "N", "type": _positive, "default": 0},
        Text("分布检查时一块最多有多少 MB（默认 64）", "most MB of a partition (default 64)"),
    ),
)
