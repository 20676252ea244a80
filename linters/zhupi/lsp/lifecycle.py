"""The life of a session: beginning, settings, files that change, documents opened and closed."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.uris import to_fs_path

from zhupi.formats import SUFFIXES
from zhupi.lsp.checked import is_document
from zhupi.lsp.diagnostics import SOURCE, diagnostics_of
from zhupi.lsp.documents import UTF_16, like
from zhupi.lsp.host import ZhupiServer
from zhupi.lsp.options import ClientSettings, language_of, read_settings
from zhupi.lsp.rule_files import kind_of
from zhupi.lsp.worker import Worker
from zhupi.rulepacks.words import WORDS_FILE
from zhupi.settings import CONFIG_FILE, PROJECT_FILE

_SECTION = "zhupi"
_WATCHED = (
    *(f"**/*{suffix}" for suffix in SUFFIXES),
    *(f"**/{name}" for name in (CONFIG_FILE, PROJECT_FILE, WORDS_FILE, "pack.yaml")),
    "**/rules/**/*.{yaml,tsv,txt}",
)


def add_lifecycle(server: ZhupiServer) -> None:
    """Beginning, settings, and what happens to files behind the client's back."""

    @server.feature(types.INITIALIZE)
    def initialize(ls: ZhupiServer, params: types.InitializeParams) -> None:
        ls.protocol._workspace = like(ls.workspace)
        ls.locale = params.locale
        options = params.initialization_options
        given = options.get("settings") if isinstance(options, dict) else None
        settings = read_settings(given)
        lang = language_of(settings, ls.locale)
        ls.worker = Worker(settings, lang, ls.workspace.position_encoding or UTF_16)
        ls.pulls = _pulls(params.capabilities)
        if ls.pulls:
            _pulling(ls)

    @server.feature(types.INITIALIZED)
    async def initialized(ls: ZhupiServer, _params: types.InitializedParams) -> None:
        late = ls.settled.is_set()  # then something was checked without them
        ls.tell("checking")
        await _read_settings(ls)
        ls.settled.set()
        await _watch_files(ls)
        if late:
            await ls.check_everything()
        elif ls.worker.settings.whole_workspace:
            await ls.check_workspace()
        if not ls.workspace.text_documents:  # else the first check tells
            ls.tell_figures()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def changed(ls: ZhupiServer, params: types.DidChangeConfigurationParams) -> None:
        whole = ls.worker.settings.whole_workspace
        await _read_settings(ls, params.settings)
        if whole and not ls.worker.settings.whole_workspace:
            _forget_files(ls)
        await ls.check_everything()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def files(ls: ZhupiServer, params: types.DidChangeWatchedFilesParams) -> None:
        await _files_changed(ls, params.changes)


def _forget_files(ls: ZhupiServer) -> None:
    """Only what the client shows is checked from now on."""
    for uri in ls.known():
        if not ls.is_open(uri):
            ls.forget(uri)


def _pulls(capabilities: types.ClientCapabilities) -> bool:
    """Whether a client asks for diagnostics itself, and lets itself be told to ask again."""
    document, workspace = capabilities.text_document, capabilities.workspace
    asks = document is not None and document.diagnostic is not None
    refreshed = workspace.diagnostics if workspace else None
    return asks and refreshed is not None and bool(refreshed.refresh_support)


async def _watch_files(ls: ZhupiServer) -> None:
    workspace = ls.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching and watching.dynamic_registration:
        watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        registration = types.Registration("zhupi-files", method, options)
        with suppress(JsonRpcException):  # without it only what is open is followed
            await ls.client_register_capability_async(types.RegistrationParams([registration]))


async def _read_settings(ls: ZhupiServer, sent: object = None) -> None:
    """Ask the client for its settings, or take those it sent."""
    workspace = ls.client_capabilities.workspace
    data = sent.get(_SECTION) if isinstance(sent, dict) else None
    if workspace and workspace.configuration:
        items = [types.ConfigurationItem(section=_SECTION)]
        with suppress(JsonRpcException):  # it has no answer: what was sent along holds
            answers = await ls.workspace_configuration_async(types.ConfigurationParams(items))
            data = answers[0] if answers else None
    settings = read_settings(data, ls.worker.settings if data is None else ClientSettings())
    ls.renew(settings)


async def _files_changed(ls: ZhupiServer, changes: Sequence[types.FileEvent]) -> None:
    """Rules and settings concern all; a document only itself, unless the client shows it."""
    paths = {each.uri: to_fs_path(each.uri) or "" for each in changes}
    if any(not is_document(path) or Path(path).name == WORDS_FILE for path in paths.values()):
        ls.renew(ls.worker.settings)
        await ls.check_everything()
        return
    for each in changes:
        _file_changed(ls, ls.spelled(each.uri), each.type)


def _file_changed(ls: ZhupiServer, uri: str, kind: types.FileChangeType) -> None:
    if ls.is_open(uri):
        return  # what the client shows counts
    if kind is types.FileChangeType.Deleted:
        ls.forget(uri)
    elif uri in ls.known() or ls.worker.settings.whole_workspace:
        ls.check(uri)


def _pulling(server: ZhupiServer) -> None:
    @server.feature(
        types.TEXT_DOCUMENT_DIAGNOSTIC,
        types.DiagnosticOptions(False, False, identifier=SOURCE),
    )
    async def pull(
        ls: ZhupiServer, params: types.DocumentDiagnosticParams
    ) -> types.RelatedFullDocumentDiagnosticReport:
        uri = params.text_document.uri
        if not is_document(ls.path_of(uri)):
            return types.RelatedFullDocumentDiagnosticReport([])
        return types.RelatedFullDocumentDiagnosticReport(diagnostics_of(await ls.checked(uri), uri))


def add_documents(server: ZhupiServer) -> None:
    """Documents opened, changed, closed."""

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(ls: ZhupiServer, params: types.DidOpenTextDocumentParams) -> None:
        ls.opened(params.text_document.uri)
        _check_if_ours(ls, params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(ls: ZhupiServer, params: types.DidChangeTextDocumentParams) -> None:
        _check_if_ours(ls, params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: ZhupiServer, params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        ls.forget(uri)
        whole = ls.covers_workspace or ls.worker.settings.whole_workspace
        path = to_fs_path(uri) or ""
        if whole and is_document(path) and Path(path).is_file():
            ls.check(uri)


def _check_if_ours(ls: ZhupiServer, uri: str) -> None:
    path = ls.path_of(uri)
    if Path(path).name != WORDS_FILE and (is_document(path) or kind_of(path)):
        ls.check(uri)
