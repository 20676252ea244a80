"""The settings of editors, from what the language server reads: for the extension and its page."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from zhupi.dev.schema import field_help, schema_of
from zhupi.lang import Text
from zhupi.lsp.options import ClientSettings, name_of
from zhupi.rulepacks.decoding import fields_of

PAGE = "docs/editors/README.md"
_EXTENSION = "vscode-extension"
_MARK = "<!-- settings: python -m zhupi.dev -->\n"
_CHINESE = {
    "config": "对所有文件都有效的 `zhupi.toml` 的路径。留空则用离各文档最近的一个。",
    "isolated": "不理会任何 `zhupi.toml` 和词表。",
    "select": "只检查这些规则或规则包，如 `typo`、`punctuation/doubled-mark`。"
    "留空则检查默认启用的全部规则。",
    "enable": "另外启用的规则或规则包。",
    "ignore": "不检查的规则或规则包。",
    "detector": "词表以外的错别字查得多细。",
    "genre": "文种，如 `work-report`。留空则按标题判断。",
    "lang": "提示的语言。",
    "whole_workspace": "启动时检查工作区里的全部文档，包括 Word 文件；文件在磁盘上变了就重查。",
}
_CHOICES = {
    "detector.unset": Text("按 `zhupi.toml`。", "As `zhupi.toml` says."),
    "detector.off": Text("只用词表。", "Only the lists."),
    "detector.default": Text("几乎没有误报。", "Nearly no false alarms."),
    "detector.thorough": Text("查得更多，误报也更多。", "Finds more, with more false alarms."),
    "lang.unset": Text("与编辑器相同。", "That of the editor."),
    "lang.zh": Text("中文", "Chinese"),
    "lang.en": Text("英文", "English"),
}


def settings_files(root: Path) -> dict[str, str]:
    """The files that tell the settings, by their path in the repository; only those there are."""
    files = dict(_extension_files(root / _EXTENSION))
    page = root / PAGE
    if page.exists():
        files[PAGE] = with_table(page.read_text(encoding="utf-8"))
    return files


def with_table(page: str) -> str:
    """The page of editors with the settings that there are, to its end."""
    head, mark, _ = page.partition(_MARK)
    return f"{head}{mark}{settings_table()}" if mark else page


def settings_table() -> str:
    """The settings as a table in Markdown."""
    lines = ["", "| | | |", "|---|---|---|"]
    for name, schema, text in _settings():
        default = json.dumps(schema["default"])
        choices = " / ".join(f"`{each or default}`" for each in schema.get("enum", ()))
        lines.append(f"| `zhupi.{name}` | {choices or f'`{default}`'} | {text.zh} {text.en} |")
    return "\n".join([*lines, ""])


def _settings() -> Iterator[tuple[str, dict[str, Any], Text]]:
    """The name of each setting in a client, its schema, and what it does."""
    help_of = field_help(ClientSettings)
    for field, kind in fields_of(ClientSettings).items():
        default = ClientSettings._field_defaults[field]
        default = list(default) if isinstance(default, tuple) else default
        schema = {**_schema(kind), "default": default}
        yield name_of(field), schema, Text(_CHINESE[field], help_of[field])


def _schema(kind: Any) -> dict[str, Any]:  # noqa: ANN401 (any type of a setting)
    if get_origin(kind) is Literal:
        return {"type": "string", "enum": list(get_args(kind))}
    return schema_of(kind)


def _extension_files(folder: Path) -> Iterator[tuple[str, str]]:
    """The manifest of the extension and its texts."""
    manifest = folder / "package.json"
    if not manifest.exists():
        return
    data = json.loads(manifest.read_text(encoding="utf-8"))
    contributes = data.setdefault("contributes", {})
    contributes["configuration"] = _configurations(contributes.get("configuration"))
    yield f"{_EXTENSION}/package.json", _changed(manifest, data)
    for name, texts in _texts().items():
        file = folder / name
        old = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        yield f"{_EXTENSION}/{name}", _changed(file, {**old, **texts})


def _configurations(old: Any) -> list[dict[str, Any]]:  # noqa: ANN401 (what JSON holds)
    """The settings of the server first; those of the client itself stay as they are."""
    first, *others = old if isinstance(old, list) and old else [old or {"title": "Zhupi"}]
    return [{**first, "properties": dict(_properties())}, *others]


def _properties() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, schema, _ in _settings():
        made = {**schema, "scope": "window", "markdownDescription": f"%setting.{name}%"}
        if "enum" in schema:
            keys = [f"%setting.{name}.{each or 'unset'}%" for each in schema["enum"]]
            made["markdownEnumDescriptions"] = keys
        yield f"zhupi.{name}", made


def _texts() -> dict[str, dict[str, str]]:
    texts = {name: text for name, _, text in _settings()} | _CHOICES
    return {
        "package.nls.json": {f"setting.{name}": text.en for name, text in texts.items()},
        "package.nls.zh-cn.json": {f"setting.{name}": text.zh for name, text in texts.items()},
    }


def _changed(file: Path, data: Mapping[str, Any]) -> str:
    """The file with this in it: as it was where it says the same, else with its indentation."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    if text and json.loads(text) == data:
        return text
    indent = re.search(r"^[ \t]+", text, re.MULTILINE)
    return json.dumps(data, ensure_ascii=False, indent=indent.group() if indent else 2) + "\n"
