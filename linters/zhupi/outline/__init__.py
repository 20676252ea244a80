"""From a document's blocks to its outline, and what a genre makes of it."""
