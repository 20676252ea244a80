"""What a client may have done: whole workspaces, Word files, reports, words and suppressions."""

import functools
import json
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pygls.exceptions import JsonRpcException
from pygls.uris import to_fs_path

from zhupi.checking.files import Checker, Fixing
from zhupi.engine.accounting import account_of
from zhupi.engine.annotating import Annotated, annotate
from zhupi.engine.discovery import existing_file, read_file
from zhupi.engine.locating import Showing
from zhupi.engine.writing import write_file
from zhupi.errors import UserError
from zhupi.formats import Manner, read
from zhupi.lang import Text
from zhupi.lsp import names
from zhupi.lsp.host import ZhupiServer
from zhupi.lsp.hover import rule_page
from zhupi.lsp.viewing import findings_of
from zhupi.model.fix import Safety
from zhupi.reporters import REPORTERS, Style
from zhupi.rulepacks.decoding import suggest
from zhupi.rulepacks.words import WORDS_FILE
from zhupi.settings import CONFIG_FILE
from zhupi.settings.project import find_config, find_words

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
            return await command(ls, *arguments)
        except UserError as error:
            raise JsonRpcException(error.say(ls.desk.lang), _INVALID) from None

    answer.__annotations__ = {"ls": ZhupiServer, "return": dict}
    del answer.__wrapped__  # pygls is to see the star, not what is behind
    return answer


async def _check_workspace(ls: ZhupiServer) -> dict[str, object]:
    return dict(await ls.check_workspace())


async def _check_file(ls: ZhupiServer, uri: str) -> dict[str, object]:
    """Findings of a file with their places in its paragraphs, for those who draw it."""
    looked = await ls.looked(uri)
    findings = findings_of(looked, ls.desk.lang)
    counts = {
        name: sum(1 for each in findings if each["severity"] == name)
        for name in ("error", "warning", "info")
    }
    return {"uri": uri, "summary": counts, "failure": looked.failure, "findings": findings}


async def _report(ls: ZhupiServer, uri: str = "") -> dict[str, object]:
    """Write the HTML report of a file, or of the workspace, into a temporary folder."""
    planner, lang = ls.desk.planner, ls.desk.lang
    checker = Checker(planner, showing=Showing(lang, page=True))
    paths = [_path(uri)] if uri else await ls.desk.documents(ls.folders())

    def work() -> str:
        results = [checker.check_file(path) for path in paths]
        rules = {
            rule.name: rule
            for path in paths
            for rule in planner.ruleset(planner.plan(Path(path))).rules
        }
        page = "".join(
            str(piece) for piece in REPORTERS["html"].report(results, Style(lang, rules=rules))
        )
        name = f"{Path(paths[0]).stem}.html" if uri else "zhupi.html"
        file = Path(tempfile.mkdtemp(prefix="zhupi-")) / name
        write_file(file, page.encode("utf-8", "replace"))
        return str(file)

    return {"path": await ls.desk.do(work)}


async def _annotate(ls: ZhupiServer, uri: str, overwrite: bool = False) -> dict[str, object]:
    """Write a copy of a Word file with the findings as comments."""
    path = existing_file(_path(uri))
    output = path.with_stem(f"{path.stem}-朱批")
    if output.exists() and not overwrite:
        raise UserError(
            str(output),
            Text("文件已经存在", "it is there already"),
            Text("确认后可以覆盖", "it can be overwritten if you say so"),
        )
    checker, lang = ls.desk.checker, ls.desk.lang

    def work() -> Annotated:
        date = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        fixing = Fixing(Safety.SAFE, Manner(date=date))
        terms = checker.terms(checker.planner.plan(path), fixing)
        done = annotate(read_file(path), str(path), terms, lang)
        write_file(output, done.raw)
        return done

    done = await ls.desk.do(work)
    return {"path": str(output), "comments": done.told, "changes": done.tracked}


async def _outline(ls: ZhupiServer, uri: str) -> dict[str, object]:
    """How a document is read, and why."""
    path = _path(uri)
    text, planner = ls.text_of(uri), ls.desk.planner

    def work() -> str:
        raw = read_file(Path(path)) if text is None else text.encode("utf-8", "replace")
        plan = planner.plan(Path(path))
        ruleset = planner.ruleset(plan)
        return "\n".join(account_of(read(raw, path), ruleset, plan.genre, ls.desk.lang)) + "\n"

    return {"text": await ls.desk.do(work)}


async def _explain(ls: ZhupiServer, name: str) -> dict[str, object]:
    """What a rule is about."""
    folder = (ls.folders() or ["."])[0]
    ruleset = await ls.desk.ruleset(str(Path(folder) / "untitled.md"))
    rules = {rule.name: rule for rule in ruleset.rules}
    if name not in rules:
        raise UserError(
            name, Text("没有这条规则", "there is no such rule"), suggest(name, list(rules))
        )
    return {"markdown": rule_page(rules[name], ls.desk.lang)}


async def _add_word(ls: ZhupiServer, uri: str, word: str) -> dict[str, object]:
    """Add a word to the nearest file of words, else to one in the workspace."""
    folder = Path(_path(uri)).parent
    file = find_words(folder) or Path(_home(ls, folder)) / WORDS_FILE
    _append(file, f"{word}\n")
    await _again(ls)
    return {"path": str(file)}


async def _suppress(ls: ZhupiServer, uri: str, rule: str, quote: str) -> dict[str, object]:
    """Add an entry to the nearest configuration, else to one in the workspace."""
    path = Path(_path(uri))
    nearest = find_config(path.parent)
    file = nearest if nearest and nearest.name == CONFIG_FILE else None
    file = file or Path(_home(ls, path.parent)) / CONFIG_FILE
    name = path.relative_to(file.parent).as_posix() if path.is_relative_to(file.parent) else ""
    entry = {"rule": rule, "quote": quote, "files": [f"/{name}"] if name else []}
    reason = Text("写明原因", "say why").say(ls.desk.lang)
    lines = [
        f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items() if value
    ]
    _append(file, "\n".join(["\n[[suppress]]", *lines, f'reason = "{reason}"', ""]))
    await _again(ls)
    return {"path": str(file)}


def _append(file: Path, text: str) -> None:
    old = read_file(file).decode("utf-8-sig", "replace") if file.is_file() else ""
    if old and not old.endswith("\n"):
        old += "\n"
    write_file(file, (old + text).lstrip("\n").encode())


async def _again(ls: ZhupiServer) -> None:
    ls.renew(ls.desk.settings)
    await ls.check_everything()


def _home(ls: ZhupiServer, folder: Path) -> str:
    """The folder of the workspace that holds a folder, else that folder itself."""
    return next((each for each in ls.folders() if folder.is_relative_to(each)), str(folder))


def _path(uri: str) -> str:
    return to_fs_path(uri) or uri


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
