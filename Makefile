# Everything here makes its own virtual environment; nothing but Python ≥ 3.11 need be installed.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
DEVELOP := $(VENV)/.develop
LOCK := requirements-dev.lock
SHARED ?= ../shared/data

.PHONY: demo test e2e vsix site lint generate bench bench-peers race lock audit clean

demo: $(INSTALLED) ## check a faulty and a good report, as Word and Markdown files
	$(BIN)/zhupi check examples --fail-on never

test: $(DEVELOP) ## the tests that need only Python packages
	$(BIN)/pytest
	$(BIN)/zhupi test

e2e: $(DEVELOP) ## the tests against real programs (LibreOffice, Chromium, pre-commit …), which it installs
	tests/e2e/install.sh
	$(BIN)/pytest -m e2e -ra tests/e2e

vsix: ## the VS Code extension as one file; needs Node 20 and a registry of npm
	cd vscode-extension && npm ci --silent --ignore-scripts && npm run package

site: $(DEVELOP) ## the documentation as a site: build/site/index.html
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs --quiet build --clean --strict

lint: $(DEVELOP) ## style, types, the direction of imports, generated files
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m zhupi.dev --check

generate: $(DEVELOP) ## rule pages, outputs in pages, the picture of the architecture, JSON Schemas, the list of traditional characters, examples, small Word files
	$(BIN)/python tools/make_traditional_characters.py
	$(BIN)/python tools/make_examples.py
	$(BIN)/python tools/make_word_corpus.py
	$(BIN)/python -m zhupi.dev
	$(BIN)/python tools/make_architecture.py
	$(BIN)/python tools/docs_console.py

bench: $(DEVELOP) ## false alarms on clean official prose, recall on damaged reports, speed beside peers (npm)
	$(BIN)/python benchmarks/typo_speed.py $(wildcard $(SHARED)/clean/xwlb_2022.txt)
	$(BIN)/python benchmarks/typos.py $(SHARED)
	$(BIN)/python benchmarks/damage.py
	$(BIN)/python benchmarks/genre_damage.py
	$(BIN)/python benchmarks/ads.py $(SHARED)/ads
	$(BIN)/python benchmarks/writing.py
	$(BIN)/python benchmarks/fuzzy.py
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/word_speed.py
	$(BIN)/python benchmarks/batch.py $(wildcard $(SHARED)/clean)
	$(BIN)/python benchmarks/scale.py
	$(BIN)/python benchmarks/editor.py
	if [ -d $(SHARED)/docx ] && command -v soffice pandoc >/dev/null; then \
	  $(BIN)/python benchmarks/word_agreement.py $(SHARED)/docx; \
	else echo "SKIPPED LOUDLY: the comparison with other readers needs $(SHARED)/docx, soffice, pandoc"; fi
	$(BIN)/python benchmarks/clean_corpora.py $(SHARED)/clean
	$(BIN)/python -m benchmarks.race --quick

bench-peers: $(DEVELOP) ## what other linters find, into docs/comparison.md, then the race; needs npm
	$(BIN)/python benchmarks/peers.py --write $(wildcard $(SHARED)/seed/report.txt)
	$(BIN)/python -m benchmarks.race --write

race: $(DEVELOP) ## the speed beside other linters, into docs/performance.md; needs npm and a quiet machine
	$(BIN)/python -m benchmarks.race --write

lock: $(BIN)/python ## every package of development, with hashes, as pyproject.toml wants them; UPGRADE=1 takes the newest
	$(BIN)/pip install -q 'uv>=0.5'
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --quiet $(if $(UPGRADE),--upgrade) -o $(LOCK)

audit: $(DEVELOP) ## known vulnerabilities of what is locked; fails where the advisories cannot be asked, too
	$(BIN)/pip-audit --strict --disable-pip --require-hashes -r $(LOCK)
	cd vscode-extension && npm audit

clean:
	rm -rf $(VENV) dist build

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): $(BIN)/python pyproject.toml
	$(BIN)/pip install -q -e .
	touch $@

$(DEVELOP): $(BIN)/python pyproject.toml $(LOCK)
	$(BIN)/pip install -q --require-hashes -r $(LOCK)
	$(BIN)/pip install -q --no-build-isolation --no-deps -e .
	touch $@
