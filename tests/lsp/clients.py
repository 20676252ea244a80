"""Clients that speak with a real server over its pipes, as editors do."""

import asyncio
import sys
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.protocol import default_converter
from pygls.uris import from_fs_path
from pytest_lsp import LanguageClient, client_capabilities

VS_CODE, NEOVIM, EMACS = "visual_studio_code", "neovim", "emacs"


class Editor:
    """A client with one workspace folder; it keeps what the server shows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.client = LanguageClient(converter_factory=default_converter)
        self.settings: dict[str, Any] = {}
        self.statuses: list[Any] = []
        self.checked: list[str] = []
        self.messages: list[str] = []
        self.refreshed = 0
        self.published: list[types.PublishDiagnosticsParams] = []
        self._versions: dict[str, int] = {}
        self._listen()

    def _listen(self) -> None:
        """Take what the server says."""
        client = self.client

        @client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def register(_params: types.RegistrationParams) -> None:
            return None

        @client.feature(types.WORKSPACE_CONFIGURATION)
        def configuration(_params: types.ConfigurationParams) -> list[Any]:
            return [self.settings]

        @client.feature(types.WORKSPACE_DIAGNOSTIC_REFRESH)
        def refresh(_params: None) -> None:
            self.refreshed += 1

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def publish(params: types.PublishDiagnosticsParams) -> None:
            params.diagnostics = list(params.diagnostics)
            self.published.append(params)

        @client.feature(types.WINDOW_SHOW_MESSAGE)
        def message(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)

        @client.feature(types.WINDOW_LOG_MESSAGE)
        def log(params: types.LogMessageParams) -> None:
            self.messages.append(params.message)

        @client.feature("zhupi/status")
        def status(params: Any) -> None:
            self.statuses.append(params)

        @client.feature("zhupi/checked")
        def checked(params: Any) -> None:
            self.checked.append(params.uri)

    async def start(
        self, profile: str = VS_CODE, *, pull: bool = False, encodings: list[str] | None = None,
        locale: str = "zh-cn", sent: dict[str, Any] | None = None,
    ) -> types.InitializeResult:  # fmt: skip
        """Start a server and greet it as an editor of that kind does."""
        await self.client.start_io(sys.executable, "-m", "zhupi", "lsp")
        capabilities = client_capabilities(profile)
        assert capabilities.workspace and capabilities.text_document
        capabilities.text_document.diagnostic = (
            types.DiagnosticClientCapabilities() if pull else None
        )
        capabilities.workspace.diagnostics = (
            types.DiagnosticWorkspaceClientCapabilities(refresh_support=True) if pull else None
        )
        # The profiles offer encodings of their own: what a test names counts, or none.
        kinds = [types.PositionEncodingKind(each) for each in encodings or ()]
        capabilities.general = types.GeneralClientCapabilities(position_encodings=kinds or None)
        uri = from_fs_path(str(self.folder)) or ""
        params = types.InitializeParams(
            capabilities=capabilities,
            root_uri=uri,
            locale=locale,
            initialization_options={"settings": sent} if sent else None,
            workspace_folders=[types.WorkspaceFolder(uri, self.folder.name)],
        )
        return await self.client.initialize_session(params)

    async def stop(self) -> None:
        """Leave, as an editor does."""
        await self.client.shutdown_session()
        await self.client.stop()

    def uri(self, name: str) -> str:
        """The address of a file of the workspace."""
        return from_fs_path(str(self.folder / name)) or ""

    def write(self, name: str, content: str | bytes) -> str:
        """Write a file of the workspace; returns its address."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self.uri(name)

    async def open(self, name: str, text: str, language: str = "markdown") -> list[Any]:
        """Write and open a document; returns what is shown of it."""
        uri = self.write(name, text)
        self._versions[uri] = 1
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.shown(uri, 1)

    async def change(self, name: str, *changes: Any) -> list[Any]:
        """Change a document; returns what is shown then."""
        uri = self.uri(name)
        self.send(name, *changes)
        return await self.shown(uri, self._versions[uri])

    def send(self, name: str, *changes: Any) -> None:
        """Change a document, and wait for nothing."""
        uri = self.uri(name)
        self._versions[uri] += 1
        document = types.VersionedTextDocumentIdentifier(self._versions[uri], uri)
        params = types.DidChangeTextDocumentParams(document, list(changes))
        self.client.text_document_did_change(params)

    async def shown(self, uri: str, version: int | None = None) -> list[Any]:
        """The diagnostics of a document, of that version where one is named."""

        def last() -> types.PublishDiagnosticsParams | None:
            told = (each for each in reversed(self.published) if each.uri == uri)
            return next((each for each in told if version in (None, each.version)), None)

        await self.until(last)
        found = last()
        assert found is not None
        return list(found.diagnostics)

    async def until(self, condition: Any, seconds: float = 10) -> None:
        """Wait until something holds."""
        for _ in range(int(seconds / 0.02)):
            if condition():
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"it did not come true in time; the server said {self.messages}")

    def disk_changed(
        self, name: str, kind: types.FileChangeType = types.FileChangeType.Changed
    ) -> None:
        """Tell the server that a file changed."""
        event = types.FileEvent(self.uri(name), kind)
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))

    async def command(self, name: str, *arguments: Any) -> Any:
        """Have a command executed; returns its answer."""
        params = types.ExecuteCommandParams(name, list(arguments))
        return await self.client.workspace_execute_command_async(params)

    async def actions(self, name: str, extent: types.Range, *only: str) -> list[Any]:
        """The code actions at a range."""
        context = types.CodeActionContext([], only=list(only) or None)
        identifier = types.TextDocumentIdentifier(self.uri(name))
        params = types.CodeActionParams(identifier, extent, context)
        return list(await self.client.text_document_code_action_async(params) or ())
