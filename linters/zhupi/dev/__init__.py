"""Making the files that are generated: ``python -m zhupi.dev [--check]``."""
