"""Documents that are open in the client, kept as it changes them.

pygls splits lines as ``str.splitlines`` does, also at U+2028, VT, FF and NEL, which Word and PDF
files leave in texts; clients do not, so its documents drift from what the writer sees. These
replace a change by offsets that our one line splitter gives.
"""

from lsprotocol import types
from pygls.workspace import TextDocument, Workspace

from zhupi.lsp.units import Ruler

UTF_16 = types.PositionEncodingKind.Utf16


class OpenDocument(TextDocument):
    """A document whose changes are made where the client made them."""

    def _apply_incremental_change(self, change: types.TextDocumentContentChangePartial) -> None:
        old = self.source
        span = Ruler(old, self.position_codec.encoding or UTF_16).offsets(change.range)
        self._source = old[: span.start] + change.text + old[span.end :]


class OpenDocuments(Workspace):
    """The documents of a client."""

    def _create_text_document(
        self,
        doc_uri: str,
        source: str | None = None,
        version: int | None = None,
        language_id: str | None = None,
    ) -> TextDocument:
        return OpenDocument(
            doc_uri,
            source=source,
            version=version,
            language_id=language_id,
            sync_kind=self._sync_kind,
            position_codec=self._position_codec,
        )


def like(workspace: Workspace) -> OpenDocuments:
    """The same workspace, whose documents are ours; no document may be open yet."""
    return OpenDocuments(
        workspace.root_uri,
        types.TextDocumentSyncKind.Incremental,
        list(workspace.folders.values()),
        workspace.position_encoding,
    )
