#!/usr/bin/env bash
# Installs what the end-to-end tests run: LibreOffice without a screen. Needs root, or its presence.
set -euo pipefail
command -v soffice >/dev/null && exit 0
if [ "$(id -u)" -ne 0 ]; then
  echo "LibreOffice is missing and only root can install it; its tests will be skipped" >&2
  exit 0
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libreoffice-writer-nogui >/dev/null
