"""The settings of clients: read, and written into the extension and its page."""

import json
from pathlib import Path

import pytest

from zhupi.dev.editor_settings import PAGE, settings_files, with_table
from zhupi.lsp.options import ClientSettings, language_of, name_of, read_settings

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = {
    "name": "zhupi",
    "contributes": {
        "commands": [],
        "configuration": [
            {"id": "zhupi.engine", "title": "%settings.engine%", "properties": {"zhupi.old": {}}},
            {"title": "client", "properties": {"zhupi.path": {"type": "string"}}},
        ],
    },
}


@pytest.fixture
def extension(tmp_path: Path) -> Path:
    folder = tmp_path / "vscode-extension"
    folder.mkdir()
    (folder / "package.json").write_text(json.dumps(MANIFEST, indent="\t"), encoding="utf-8")
    (folder / "package.nls.json").write_text('{"displayName": "Zhupi"}', encoding="utf-8")
    return tmp_path


def made(root: Path, name: str) -> dict:
    return json.loads(settings_files(root)[f"vscode-extension/{name}"])


def test_the_extension_gets_the_settings(extension: Path):
    contributes = made(extension, "package.json")["contributes"]
    engine, client = contributes["configuration"]
    assert engine["title"] == "%settings.engine%" and contributes["commands"] == []
    assert set(engine["properties"]) == {
        f"zhupi.{name_of(each)}" for each in ClientSettings._fields
    }
    assert client == MANIFEST["contributes"]["configuration"][1]
    detector = engine["properties"]["zhupi.detector"]
    assert detector["enum"] == ["", "off", "default", "thorough"] and detector["default"] == ""
    assert engine["properties"]["zhupi.select"]["items"] == {"type": "string"}


def test_every_text_is_there_in_both_languages(extension: Path):
    manifest = json.dumps(made(extension, "package.json"))
    for name in ("package.nls.json", "package.nls.zh-cn.json"):
        texts = made(extension, name)
        for key in texts:
            if key.startswith("setting."):
                assert f"%{key}%" in manifest and texts[key]
    assert made(extension, "package.nls.json")["displayName"] == "Zhupi"


def test_what_is_current_stays_as_it_is(extension: Path):
    for name, text in settings_files(extension).items():
        (extension / name).write_text(text, encoding="utf-8")
    again = settings_files(extension)
    assert again == {name: (extension / name).read_text("utf-8") for name in again}
    assert "\t" in again["vscode-extension/package.json"]


def test_without_an_extension_nothing_is_made(tmp_path: Path):
    assert settings_files(tmp_path) == {}


def test_the_page_tells_every_setting():
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    assert with_table(page) == page and with_table("# other\n") == "# other\n"
    assert all(f"`zhupi.{name_of(each)}`" in page for each in ClientSettings._fields)


def test_what_does_not_fit_is_passed_over():
    sent = {"ignore": ["typo", 3], "select": "typo", "isolated": 1, "wholeWorkspace": True, "x": 1}
    assert read_settings(sent) == ClientSettings(ignore=("typo", "3"), whole_workspace=True)
    assert read_settings(None) == read_settings([]) == ClientSettings()


@pytest.mark.parametrize(
    ("locale", "lang"), [("zh-cn", "zh"), ("zh_TW", "zh"), ("en", "en"), ("de", "en"), (None, "zh")]
)
def test_the_language_is_that_of_the_client_unless_set(locale: str | None, lang: str):
    assert language_of(ClientSettings(), locale) == lang
    assert language_of(ClientSettings(lang="zh"), locale) == "zh"
