"""The server with all it can do."""

from zhupi.lsp.commands import add_commands
from zhupi.lsp.features import add_features
from zhupi.lsp.host import ZhupiServer
from zhupi.lsp.lifecycle import add_documents, add_lifecycle


def make_server() -> ZhupiServer:
    """A server that waits for its client."""
    server = ZhupiServer()
    for add in (add_lifecycle, add_documents, add_features, add_commands):
        add(server)
    return server


def serve() -> None:
    """Speak with a client over standard input and output until it leaves."""
    make_server().start_io()
