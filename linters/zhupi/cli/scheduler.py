"""``zhupi check --scheduler``: the same on a cluster, into Parquet."""

import argparse
import sys
import time
from typing import TYPE_CHECKING

from zhupi.cli.clashes import Table, refuse_clashes
from zhupi.cli.options import planner_of, read_options
from zhupi.cli.outputs import ON_CLUSTERS
from zhupi.errors import UserError
from zhupi.lang import Lang, Text, counted
from zhupi.settings import Asked

if TYPE_CHECKING:
    from zhupi.scale.running import Checkup, Report, Wish
    from zhupi.scale.tally import Outcome

_CLASHES: Table = (
    (
        "--scheduler",
        (
            "--fix", "--unsafe-fixes", "--no-track", "--diff", "--watch", "--baseline", "--copies",
            "--stdin-filename", "--password-file", "--no-cache",
        ),
    ),
)  # fmt: skip
"""What needs the files themselves, all of them at once, a person, or a secret."""

_MOST_FAILURES = 20
_EVERY = 30.0
"""Seconds between two lines of progress where there is no terminal."""


def run(options: argparse.Namespace) -> int:
    """Check files on a cluster; returns the exit code."""
    refuse_clashes(options, _CLASHES)
    _refuse_stdin(options)
    output = _output_of(options)
    _refuse_scheduler(options)
    from zhupi.scale.needs import require_libraries

    require_libraries()
    from zhupi.scale.cluster import connected
    from zhupi.scale.running import Checkup

    checkup = Checkup(_wish(options, output))
    _tell_baseline(options, checkup)
    with connected(options.scheduler, options.jobs) as client, _Progress(options.lang) as progress:
        checkup.run(client, progress.hear)
    _tell_end(checkup.report, options.lang)
    print(_summary(checkup.report, output, options.lang))
    return _code(checkup.report, options.fail_on)


def _refuse_stdin(options: argparse.Namespace) -> None:
    if "-" in options.paths:
        raise UserError(
            "-",
            Text("标准输入不能分布检查", "stdin cannot be checked on a cluster"),
            Text("给出文件、文件夹或地址", "name files, folders or URLs"),
        )


def _refuse_scheduler(options: argparse.Namespace) -> None:
    """Raise UserError for a scheduler that is no address, and for what only one of them has."""
    address = options.scheduler
    if address != "local" and "://" not in address:
        raise UserError(
            f"--scheduler {address}",
            Text("不是调度器的地址", "this is no address of a scheduler"),
            Text("写 local 或 tcp://主机:端口", "write local, or tcp://host:port"),
        )
    if address != "local" and options.jobs:
        raise UserError(
            "--jobs",
            Text("集群有几个进程，由集群决定", "a cluster has the processes that it has"),
            Text("去掉 --jobs，或用 --scheduler local", "leave it out, or use --scheduler local"),
        )


def _output_of(options: argparse.Namespace) -> str:
    """The URL of the results; raises UserError where there is none, or another format."""
    wanted = [each.partition("=") for each in options.format] or [(ON_CLUSTERS, "", "")]
    other = next((name for name, _, _ in wanted if name != ON_CLUSTERS), "")
    if other:
        raise UserError(
            f"--format {other}",
            Text("和 --scheduler 一起只能用 parquet", "with --scheduler there is only parquet"),
            Text("写成 --format parquet=结果文件夹", "write --format parquet=FOLDER"),
        )
    urls = [url for _, _, url in wanted if url] + list(filter(None, [options.output]))
    if len(urls) != 1:
        raise UserError(
            "--scheduler",
            Text("要写明结果放在哪个文件夹", "name the one folder that results go to"),
            Text("加上 -o 文件夹或 -o s3://桶/结果", "add -o FOLDER or -o s3://bucket/results"),
        )
    return str(urls[0])


def _wish(options: argparse.Namespace, output: str) -> "Wish":
    from zhupi.scale.partitions import FILES, MEGABYTES, Cut
    from zhupi.scale.running import Wish

    asked: Asked = planner_of(options).asked
    sizes = Cut(options.partition_files or FILES, (options.partition_megabytes or MEGABYTES) << 20)
    paths = tuple(options.paths or ["."])
    return Wish(
        paths, output, asked, read_options(options), options.lang, sizes, options.force_exclude
    )


def _tell_baseline(options: argparse.Namespace, checkup: "Checkup") -> None:
    """Say that a baseline does not hold, which it would do otherwise."""
    if not options.no_baseline and any(share.settings.baseline for share in checkup.shares):
        told = Text(
            "配置里的基线对 --scheduler 不起作用，已有的问题也会列出（--no-baseline 不再提示）",
            "the baseline of the configuration does not hold with --scheduler: known findings are "
            "told (--no-baseline says that you know)",
        )
        print(told.say(options.lang), file=sys.stderr)


class _Progress:
    """Says on stderr how far the run is: by a bar on a terminal, else by a line now and then."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._done = 0
        self._failures = 0
        self._start = self._told = time.monotonic()
        self._bar = _bar(lang) if sys.stderr is not None and sys.stderr.isatty() else None

    def __enter__(self) -> "_Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def hear(self, outcome: "Outcome", skipped: int) -> None:
        """Tell of an outcome; ``skipped`` are the files done before, so far."""
        if not outcome.parts:
            return  # of files that were done before
        self._done += outcome.tally.summary.files
        for failure in outcome.failures:
            self._tell_failure(failure)
        if self._bar is not None:
            self._bar.update(outcome.tally.summary.files)
        elif time.monotonic() - self._told >= _EVERY:
            self._told = time.monotonic()
            rate = self._done / (self._told - self._start)
            told = Text(
                f"已检查 {self._done} 份，跳过 {skipped} 份，每秒 {rate:.1f} 份",
                f"{counted(self._done, 'file')} checked, {skipped} skipped, {rate:.1f} a second",
            )
            print(told.say(self._lang), file=sys.stderr, flush=True)

    def _tell_failure(self, failure: str) -> None:
        self._failures += 1
        if self._failures <= _MOST_FAILURES:
            self._say(failure)
        elif self._failures == _MOST_FAILURES + 1:
            told = Text(
                "……查不了的文件还有，见结果的 files 表（failure 一栏）",
                "… and more files that cannot be checked: see failure in the table files",
            )
            self._say(told.say(self._lang))

    def _say(self, line: str) -> None:
        if self._bar is not None:
            self._bar.write(line, file=sys.stderr)
        else:
            print(line, file=sys.stderr)


def _bar(lang: Lang):  # type: ignore[no-untyped-def]  # noqa: ANN202 (tqdm is slow to import)
    from tqdm import tqdm

    words, unit = Text("检查", "checking").say(lang), Text("份", " files").say(lang)
    return tqdm(desc=words, unit=unit, leave=False, file=sys.stderr)


def _tell_end(report: "Report", lang: Lang) -> None:
    """Say on stderr what is no finding."""
    for told in _told(report):
        print(told.say(lang), file=sys.stderr)


def _told(report: "Report") -> list[Text]:
    told = []
    if report.skipped:
        zh = f"跳过 {report.skipped} 份：以前查过，文件和规则都没有变"
        en = f"{counted(report.skipped, 'file')} skipped: done before, and nothing changed"
        told.append(
            Text(
                f"{zh}（{report.skipped_parts} 块）",
                f"{en} ({counted(report.skipped_parts, 'part')})",
            )
        )
    if report.removed:
        zh = f"去掉 {report.removed} 块旧结果：文件或规则变了"
        told.append(
            Text(zh, f"{report.removed} old parts removed: their files or the rules changed")
        )
    if report.tally.again:
        zh = f"{report.tally.again} 份没有取到或使进程终止；再运行一次会重试"
        files = counted(report.tally.again, "file")
        en = f"{files} not fetched, or deadly to a process: run again to retry"
        told.append(Text(zh, en))
    told += [
        Text(f"{name}：没有可检查的文件", f"{name}: nothing to check") for name in report.empty
    ]
    told += [
        Text(
            f"{name}：不起作用，--scheduler 对每个 PATH 只用一份配置（见 --config）",
            f"{name}: it does not hold: with --scheduler a PATH has one configuration (--config)",
        )
        for name in report.overlooked
    ]
    return told


def _summary(report: "Report", output: str, lang: Lang) -> str:
    summary = report.tally.summary
    zh = (
        f"{summary.files} 份文件：错误 {summary.error}，警告 {summary.warning}，提示 {summary.info}"
    )
    figures = f"{counted(summary.error, 'error')}, {counted(summary.warning, 'warning')}"
    en = f"{counted(summary.files, 'file')}: {figures}, {counted(summary.info, 'info')}"
    if summary.unreadable:
        zh += f"；查不了 {summary.unreadable} 份"
        en += f"; {summary.unreadable} could not be checked"
    return Text(f"{zh}。结果：{output}", f"{en}. Results: {output}").say(lang)


def _code(report: "Report", threshold: str | None) -> int:
    from zhupi.scale.tally import reaches

    if report.tally.summary.unreadable or report.empty:
        return 2
    if threshold is None:
        return int(report.tally.reached > 0)
    return int(reaches(report.tally.summary, threshold))
