"""What a client may have done: whole workspaces, Word files, reports, words and suppressions."""

import functools
import inspect
import tempfile
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any

from pygls.exceptions import JsonRpcException

from zhupi.checking.files import Checker, Fixing, now
from zhupi.engine.accounting import account_of
from zhupi.engine.annotating import Annotated, annotate
from zhupi.engine.discovery import existing_file, read_file
from zhupi.engine.writing import write_file
from zhupi.errors import UserError
from zhupi.formats import Manner, read
from zhupi.lang import Text
from zhupi.lsp import names
from zhupi.lsp.additions import Accepted, add_suppression, add_word
from zhupi.lsp.checked import is_word
from zhupi.lsp.host import ZhupiServer
from zhupi.lsp.hover import rule_page
from zhupi.lsp.viewing import findings_of
from zhupi.model.fix import Safety
from zhupi.model.result import Result, Showing
from zhupi.reporters import REPORTERS, Style
from zhupi.rulepacks.decoding import suggest

_Answer = Awaitable[dict[str, object]]
_INVALID = -32602


def add_commands(server: ZhupiServer) -> None:
    """All commands; what the user must mend is answered with a sentence."""
    for name, command in _COMMANDS.items():
        server.command(name)(_answering(command))


def _answering(command: Callable[..., _Answer]) -> Callable[..., _Answer]:
    @functools.wraps(command)
    async def answer(ls: ZhupiServer, *arguments: Any) -> dict[str, object]:  # noqa: ANN401
        try:
            _check_arguments(command, ls, *arguments)
            return await command(ls, *arguments)
        except UserError as error:
            raise JsonRpcException(error.say(ls.worker.lang), _INVALID) from None

    answer.__annotations__ = {"ls": ZhupiServer, "return": dict}
    del answer.__wrapped__  # pygls is to see the star, not what is behind
    return answer


def _check_arguments(command: Callable[..., _Answer], *arguments: object) -> None:
    try:
        inspect.signature(command).bind(*arguments)
    except TypeError as error:
        wrong = Text("参数个数不对", "wrong number of arguments")
        raise UserError(command.__name__.strip("_"), wrong, Text(str(error), str(error))) from None


async def _check_workspace(ls: ZhupiServer) -> dict[str, object]:
    return dict(await ls.check_workspace())


async def _check_file(ls: ZhupiServer, uri: str) -> dict[str, object]:
    """Findings of a file with their places in its paragraphs, for those who draw it."""
    checked = await ls.checked(uri)
    findings = findings_of(checked, ls.worker.lang)
    counts = {
        name: sum(1 for each in findings if each["severity"] == name)
        for name in ("error", "warning", "info")
    }
    return {"uri": uri, "summary": counts, "failure": checked.failure, "findings": findings}


async def _report(ls: ZhupiServer, uri: str = "") -> dict[str, object]:
    """Write the HTML report of a file, or of the workspace, into a temporary folder."""
    planner, lang = ls.worker.planner, ls.worker.lang
    checker = Checker(planner, showing=Showing(lang, page=True))
    paths = [ls.file_of(uri)] if uri else await ls.worker.documents(ls.folders())
    texts = ls.texts()
    name = f"{Path(paths[0]).stem}.html" if uri else "zhupi.html"

    def work() -> str:
        results = [_result(checker, path, texts.get(path)) for path in paths]
        style = Style(lang, rules=planner.rules(paths))
        return _write_page(name, REPORTERS["html"].report(results, style))

    return {"path": await ls.worker.do(work)}


def _result(checker: Checker, path: str, text: str | None) -> Result:
    """What is wrong in a file, as the client shows it where it does."""
    if text is None:
        return checker.check_file(path)
    return checker.check(path, text.encode("utf-8", "replace"))


def _write_page(name: str, pieces: Iterable[object]) -> str:
    file = Path(tempfile.mkdtemp(prefix="zhupi-")) / name
    write_file(file, "".join(map(str, pieces)).encode("utf-8", "replace"))
    return str(file)


async def _annotate(ls: ZhupiServer, uri: str, overwrite: bool = False) -> dict[str, object]:
    """Write a copy of a Word file with the findings as comments."""
    path = existing_file(ls.file_of(uri))
    if not is_word(str(path)):
        raise UserError(
            str(path),
            Text("不是 Word 文件", "it is no Word file"),
            Text("批注写在 Word 文件里", "comments are written into Word files"),
        )
    output = path.with_stem(f"{path.stem}-朱批")
    if output.exists() and not overwrite:
        raise UserError(
            str(output),
            Text("文件已经存在", "it is there already"),
            Text("确认后可以覆盖", "it can be overwritten if you say so"),
        )
    checker, lang = ls.worker.checker, ls.worker.lang

    def work() -> Annotated:
        fixing = Fixing(Safety.SAFE, Manner(date=now()))
        terms = checker.terms(str(path), checker.planner.plan(path), fixing)
        done = annotate(read_file(path), str(path), terms, lang)
        write_file(output, done.raw)
        return done

    done = await ls.worker.do(work)
    return {"path": str(output), "comments": done.told, "changes": done.tracked}


async def _outline(ls: ZhupiServer, uri: str) -> dict[str, object]:
    """How a document is read, and why."""
    path = ls.path_of(uri)
    text, planner = ls.text_of(uri), ls.worker.planner

    def work() -> str:
        raw = read_file(Path(path)) if text is None else text.encode("utf-8", "replace")
        plan = planner.plan(Path(path))
        ruleset = planner.ruleset(plan)
        return "\n".join(account_of(read(raw, path), ruleset, plan.genre, ls.worker.lang)) + "\n"

    return {"text": await ls.worker.do(work)}


async def _explain(ls: ZhupiServer, name: str) -> dict[str, object]:
    """What a rule is about."""
    folder = (ls.folders() or ["."])[0]
    ruleset = await ls.worker.ruleset(str(Path(folder) / "untitled.md"))
    rules = {rule.name: rule for rule in ruleset.rules}
    if name not in rules:
        raise UserError(
            name, Text("没有这条规则", "there is no such rule"), suggest(name, list(rules))
        )
    return {"markdown": rule_page(rules[name], ls.worker.lang)}


async def _add_word(ls: ZhupiServer, uri: str, word: str) -> dict[str, object]:
    """Add a word to the nearest file of words, else to one in the workspace."""
    path = add_word(word, Path(ls.file_of(uri)), ls.folders())
    await _again(ls)
    return {"path": str(path)}


async def _suppress(ls: ZhupiServer, uri: str, rule: str, quote: str) -> dict[str, object]:
    """Add an entry to the nearest configuration, else to one in the workspace."""
    named = ls.worker.settings.config
    entry = Accepted(rule, quote, Text("写明原因", "say why").say(ls.worker.lang))
    path = add_suppression(entry, Path(ls.file_of(uri)), ls.folders(), named)
    await _again(ls)
    return {"path": str(path)}


async def _again(ls: ZhupiServer) -> None:
    ls.renew(ls.worker.settings)
    await ls.check_everything()


_COMMANDS: dict[str, Callable[..., _Answer]] = {
    names.CHECK_WORKSPACE: _check_workspace,
    names.CHECK_FILE: _check_file,
    names.REPORT: _report,
    names.ANNOTATE: _annotate,
    names.OUTLINE: _outline,
    names.EXPLAIN: _explain,
    names.ADD_WORD: _add_word,
    names.SUPPRESS: _suppress,
}
