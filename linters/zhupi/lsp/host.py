"""The server's own state: which documents are shown, what was found in them, who is told."""

from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from zhupi import __version__
from zhupi.lsp import names
from zhupi.lsp.checks import Looked, is_word
from zhupi.lsp.desk import Desk, Turns
from zhupi.lsp.diagnostics import diagnostics_of, fault_diagnostics
from zhupi.lsp.documents import UTF_16
from zhupi.lsp.options import ClientSettings, language_of
from zhupi.lsp.rule_files import faults_of, kind_of
from zhupi.lsp.units import Ruler
from zhupi.model.finding import Severity


class ZhupiServer(LanguageServer):
    """A language server with a desk."""

    def __init__(self) -> None:
        super().__init__("zhupi", __version__)
        self.desk = Desk(ClientSettings(), "zh", UTF_16)
        self.locale: str | None = None
        self.pulls = False
        self._turns = Turns()
        self._looked: dict[str, Looked] = {}
        self._shown: set[str] = set()

    # -- documents --

    def path_of(self, uri: str) -> str:
        """The path of a document; of one without a file a name that tells its format."""
        path = to_fs_path(uri)
        if path is not None and uri.startswith("file:"):
            return path
        document = self.workspace.get_text_document(uri)
        suffix = ".md" if document.language_id == "markdown" else ".txt"
        return str(Path(self.workspace.root_path or ".") / f"untitled{suffix}")

    def is_open(self, uri: str) -> bool:
        """Whether the client shows the document as a text."""
        return any(document.uri == uri for document in self.workspace.text_documents.values())

    def open_documents(self) -> list[str]:
        """The documents that the client shows as texts."""
        return [document.uri for document in self.workspace.text_documents.values()]

    def known(self) -> list[str]:
        """The documents that were checked."""
        return list(self._looked)

    def folders(self) -> list[str]:
        """The folders of the workspace."""
        uris = [folder.uri for folder in self.workspace.folders.values()]
        paths = [path for path in map(to_fs_path, uris) if path]
        return paths or ([self.workspace.root_path] if self.workspace.root_path else [])

    # -- checking --

    def renew(self, settings: ClientSettings) -> None:
        """Take settings, and read configurations and rules anew."""
        self.desk.renew(settings, language_of(settings, self.locale))

    def check(self, uri: str) -> None:
        """Check a document soon."""
        self._turns.run(uri, lambda: self._look(uri))

    async def looked(self, uri: str) -> Looked:
        """What was found in a document as it is now."""
        if uri not in self._looked:
            self.check(uri)
        await self._turns.settled(uri)
        return self._looked[uri]

    async def check_everything(self) -> None:
        """Check all that is shown again, and the workspace where that is wanted."""
        for uri in {*self.known(), *self.open_documents()}:
            self._looked.pop(uri, None)
            self.check(uri)
        if self.desk.settings.whole_workspace:
            await self.check_workspace()
        if self.pulls:
            self.workspace_diagnostic_refresh(None)

    async def check_workspace(self) -> dict[str, int]:
        """Check every document of the workspace; returns the figures."""
        self._tell("checking")
        paths = self.desk.documents(self.folders())
        uris = [from_fs_path(path) or path for path in paths]
        for uri in uris:
            await self.looked(uri)
        figures = self._figures(uris)
        self._tell("ready", **figures)
        return figures

    async def _look(self, uri: str) -> None:
        """Check a document; show what was found unless it has changed meanwhile."""
        path = self.path_of(uri)
        if not self.is_open(uri):
            self._looked[uri] = await self.desk.look_at_file(path)
            self._publish(uri, None)
            return
        document = self.workspace.get_text_document(uri)
        version, text = document.version, document.source
        if kind_of(path):
            await self._look_at_rules(uri, path, text, version)
            return
        looked = await self.desk.look_at_text(path, text)
        if self.is_open(uri) and self.workspace.get_text_document(uri).version == version:
            self._looked[uri] = looked
            self._publish(uri, version)

    async def _look_at_rules(self, uri: str, path: str, text: str, version: int | None) -> None:
        lang = self.desk.lang
        faults = await self.desk.do(lambda: faults_of(path, text, lang))
        diagnostics = fault_diagnostics(faults, Ruler(text, self.desk.encoding))
        self._shown.add(uri)
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, diagnostics, version)
        )

    # -- telling the client --

    def forget(self, uri: str) -> None:
        """A document was closed, or its file is gone: show nothing of it any more."""
        self._looked.pop(uri, None)
        if uri in self._shown:
            self._shown.discard(uri)
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def _publish(self, uri: str, version: int | None) -> None:
        """Show findings; a client that pulls those of open documents asks for them itself."""
        looked = self._looked[uri]
        self._tell("ready", **self._figures(self.known()))
        if version is not None and self.pulls:
            return
        self._shown.add(uri)
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, diagnostics_of(looked, uri), version)
        )
        if is_word(looked.path):
            self.protocol.notify(names.CHECKED, {"uri": uri})

    def _figures(self, uris: list[str]) -> dict[str, int]:
        looked = [self._looked[uri] for uri in uris if uri in self._looked]
        findings = [finding for each in looked for finding in each.findings]
        counts = {
            severity.name.lower(): sum(1 for each in findings if each.severity is severity)
            for severity in Severity
        }
        unreadable = sum(1 for each in looked if each.failure)
        return {"files": len(looked), **counts, "unreadable": unreadable}

    def _tell(self, state: str, **more: object) -> None:
        """What a status bar shows."""
        self.protocol.notify(names.STATUS, {"state": state, **more})
