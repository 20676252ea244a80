"""Editors with a server each."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.lsp.clients import Editor


@pytest_asyncio.fixture
async def editor(tmp_path: Path) -> AsyncIterator[Editor]:
    """An editor like VS Code, in a folder whose name is Chinese and has a space."""
    folder = tmp_path / "报送 材料"
    folder.mkdir()
    editor = Editor(folder)
    await editor.start()
    yield editor
    await editor.stop()
