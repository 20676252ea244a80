"""The server's own state: which documents are shown, what was found in them, who is told."""

import asyncio
import logging
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path
from pygls.workspace import TextDocument

from zhupi.engine.discovery import stamp_of
from zhupi.errors import UserError
from zhupi.lang import Text
from zhupi.lsp import names
from zhupi.lsp.checked import Checked, is_word
from zhupi.lsp.diagnostics import diagnostics_of, fault_diagnostics
from zhupi.lsp.documents import UTF_16
from zhupi.lsp.options import ClientSettings, language_of
from zhupi.lsp.reruns import Reruns
from zhupi.lsp.rule_files import faults_of, kind_of
from zhupi.lsp.units import Ruler
from zhupi.lsp.worker import Worker
from zhupi.model.finding import Severity
from zhupi.settings import Planner
from zhupi.version import VERSION

_PATIENCE = 3.0
"""Seconds that the first check waits for a client's settings."""


class _Moment(NamedTuple):
    """What a check rests on; if it is another one when the check ends, its result is stale."""

    planner: Planner
    document: TextDocument | None
    version: int | None


class ZhupiServer(LanguageServer):
    """A language server with a worker that checks documents."""

    def __init__(self) -> None:
        super().__init__("zhupi", VERSION)
        self.worker = Worker(ClientSettings(), "zh", UTF_16)
        self.locale: str | None = None
        self.pulls = False
        self.covers_workspace = False  # its files keep their findings when they are closed
        self.settled = asyncio.Event()
        self._reruns = Reruns()
        self._background = asyncio.Lock()
        self._spellings: dict[str, str] = {}
        self._wanted: set[str] = set()
        self._checked: dict[str, Checked] = {}
        self._shown: set[str] = set()
        self._told: dict[str, object] = {}

    # -- documents --

    def path_of(self, uri: str) -> str:
        """The path of a document; of one without a file a name that tells its format."""
        path = to_fs_path(uri)
        if path is not None and uri.startswith("file:"):
            return path
        document = self._open(uri)
        language = document.language_id if document else None
        name = "untitled.md" if language == "markdown" else "untitled.txt"
        return str(Path((self.folders() or ["."])[0]) / name)

    def file_of(self, uri: str) -> str:
        """The path of a document that is a file; raises UserError for any other."""
        path = to_fs_path(uri) if uri.startswith("file:") else None
        if path is None:
            raise UserError(
                uri,
                Text("还没有存成文件", "it is no file yet"),
                Text("先保存文档", "save the document first"),
            )
        return path

    def texts(self) -> dict[str, str]:
        """The documents that the client shows, by their paths."""
        documents = self.workspace.text_documents.values()
        return {self.path_of(each.uri): each.source for each in documents}

    def _open(self, uri: str) -> TextDocument | None:
        documents: dict[str, TextDocument] = self.workspace.text_documents
        return documents.get(unquote(uri))

    def is_open(self, uri: str) -> bool:
        """Whether the client shows the document as a text."""
        return self._open(uri) is not None

    def text_of(self, uri: str) -> str | None:
        """What the client shows of a document; None if it does not."""
        document = self._open(uri)
        return document.source if document else None

    def known(self) -> list[str]:
        """The documents that are checked."""
        return list(self._wanted)

    def spelled(self, uri: str) -> str:
        """A document's address as it was named first: clients escape characters as they like."""
        return self._spellings.setdefault(unquote(uri), uri)

    def opened(self, uri: str) -> None:
        """From now on the document is named as the client that opened it names it."""
        before = self.spelled(uri)
        if before != uri or self.pulls:  # what was pushed would be shown twice
            self.forget(before)
        self._spellings[unquote(uri)] = uri

    def folders(self) -> list[str]:
        """The folders of the workspace."""
        uris = [folder.uri for folder in self.workspace.folders.values()]
        paths = [path for path in map(to_fs_path, uris) if path]
        return paths or ([self.workspace.root_path] if self.workspace.root_path else [])

    # -- checking --

    def renew(self, settings: ClientSettings) -> None:
        """Take settings, and read configurations and rules anew; what was found is stale."""
        self.worker.renew(settings, language_of(settings, self.locale))
        self._checked.clear()

    def check(self, uri: str) -> None:
        """Check a document soon."""
        self._wanted.add(uri)
        self._reruns.run(uri, lambda: self._check(uri))

    async def checked(self, uri: str) -> Checked:
        """What was found in a document as it is now."""
        uri = self.spelled(uri)
        if self._is_stale(uri):
            self.check(uri)
        await self._reruns.settled(uri)
        # Closed meanwhile: nothing is known of it any more.
        return self._checked.get(uri) or Checked(self.path_of(uri), Ruler("", self.worker.encoding))

    def _is_stale(self, uri: str) -> bool:
        """Whether nothing is known of a document, or its file has changed since, untold."""
        checked = self._checked.get(uri)
        if checked is None:
            return True
        return not self.is_open(uri) and checked.stamp != stamp_of(Path(checked.path))

    async def check_everything(self) -> None:
        """Check all that is shown again, and the workspace where that is wanted."""
        opened = [document.uri for document in self.workspace.text_documents.values()]
        for uri in dict.fromkeys((*opened, *self.known())):
            if uri in self._wanted:
                self.check(uri)
        if self.pulls:
            self.workspace_diagnostic_refresh(None)
        if self.worker.settings.whole_workspace:
            await self.check_workspace()

    async def check_workspace(self) -> dict[str, int]:
        """Check every document of the workspace; returns the figures."""
        self.tell("checking")
        self.covers_workspace = True
        paths = await self.worker.documents(self.folders())
        uris = [self.spelled(from_fs_path(path) or path) for path in paths]
        for uri in uris:
            await self.checked(uri)
        self.tell_figures()
        return self._figures(uris)

    async def _check(self, uri: str) -> None:
        """Check a document; show what was found unless something has changed meanwhile."""
        await self._settings_known()
        if uri not in self._wanted:
            return
        moment = self._moment(uri)
        if moment.document is not None and kind_of(self.path_of(uri)):
            await self._check_rules(uri, moment)
            return
        checked = await self._judged(uri, moment.document)
        if self._holds(uri, moment):
            self._checked[uri] = checked
            self._publish(uri, moment.version)

    async def _settings_known(self) -> None:
        if not self.settled.is_set():
            try:
                await asyncio.wait_for(self.settled.wait(), _PATIENCE)
            except TimeoutError:
                self.settled.set()  # a client that does not answer still gets its findings

    def _moment(self, uri: str) -> _Moment:
        document = self._open(uri)
        return _Moment(self.worker.planner, document, document.version if document else None)

    def _holds(self, uri: str, moment: _Moment) -> bool:
        return uri in self._wanted and self._moment(uri) == moment

    async def _judged(self, uri: str, document: TextDocument | None) -> Checked:
        """What is found in a document; a fault of ours is told as well, and ends nothing."""
        path = self.path_of(uri)
        try:
            if document is not None:
                return await self.worker.check_text(path, document.source)
            async with self._background:  # a document that is typed in waits for one file at most
                return await self.worker.check_file(path)
        except Exception as error:
            logging.getLogger(__name__).exception("checking %s failed", path)
            said = Text(f"检查时出了内部错误：{error}", f"the check broke: {error}")
            failure = said.say(self.worker.lang)
            return Checked(path, Ruler("", self.worker.encoding), failure=failure, broken=True)

    async def _check_rules(self, uri: str, moment: _Moment) -> None:
        assert moment.document is not None
        path, text, lang = self.path_of(uri), moment.document.source, self.worker.lang
        faults = await self.worker.do(lambda: faults_of(path, text, lang))
        if self._holds(uri, moment):
            ruler = Ruler(text, self.worker.encoding)
            self._checked[uri] = Checked(path, ruler)
            self._show(uri, fault_diagnostics(faults, ruler), moment.version)

    # -- telling the client --

    def forget(self, uri: str) -> None:
        """A document was closed, or its file is gone: show nothing of it any more."""
        uri = self.spelled(uri)
        self._wanted.discard(uri)
        self._checked.pop(uri, None)
        self._spellings.pop(unquote(uri), None)
        if uri in self._shown:
            self._shown.discard(uri)
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
        self.tell_figures()

    def _publish(self, uri: str, version: int | None) -> None:
        """Show findings; a client that pulls those of open documents asks for them itself."""
        checked = self._checked[uri]
        if version is None or not self.pulls:
            self._show(uri, diagnostics_of(checked, uri), version)
        if version is None and is_word(checked.path):
            self.protocol.notify(names.CHECKED, {"uri": uri})
        self.tell_figures()

    def _show(self, uri: str, diagnostics: list[types.Diagnostic], version: int | None) -> None:
        self._shown.add(uri)
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, diagnostics, version)
        )

    def _figures(self, uris: list[str]) -> dict[str, int]:
        checked = [self._checked[uri] for uri in uris if uri in self._checked]
        counts = {
            severity.name.lower(): sum(each.count(severity) for each in checked)
            for severity in Severity
        }
        unreadable = sum(1 for each in checked if each.failure)
        return {"files": len(checked), **counts, "unreadable": unreadable}

    def tell_figures(self) -> None:
        """How much was found in all that is known."""
        broken = next((each.failure for each in self._checked.values() if each.broken), "")
        state = "failed" if broken else "ready"
        self.tell(state, message=broken.split("\n")[0], **self._figures(self.known()))

    def tell(self, state: str, message: str = "", **figures: int) -> None:
        """What a status bar shows; nothing where it shows that already."""
        told = {"state": state, "error": 0, "warning": 0, "files": 0, **figures, "message": message}
        if told != self._told:
            self._told = told
            self.protocol.notify(names.STATUS, told)
