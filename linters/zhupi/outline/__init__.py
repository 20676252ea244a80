"""From a document's blocks to its outline, and what a genre makes of it."""

from zhupi.outline.building import build_outline

__all__ = ["build_outline"]
