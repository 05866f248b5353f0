#!/bin/sh
# Prints the path of a Chromium for the browser tests, and installs one where there is none.
#   sh tests/browser.sh PYTHON
# PYTHON is an interpreter that has playwright, for the last resort. What it does goes to standard
# error; standard output has the path alone. $CHROMIUM, where it is set, is taken as it is.
set -eu
python=${1:-python3}

installed() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return
    done
    mac="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    [ -x "$mac" ] && echo "$mac" && return
    "$python" - <<'END' 2>/dev/null
from pathlib import Path
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    path = Path(playwright.chromium.executable_path)
    print(path.resolve(strict=True))
END
}

with_apt() {
    command -v apt-get >/dev/null || return
    if [ "$(id -u)" -eq 0 ]; then as_root=; else as_root="sudo -n"; fi
    $as_root apt-get update --quiet &&
        $as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install --quiet --yes --no-install-recommends chromium
}

if [ -n "${CHROMIUM:-}" ]; then
    echo "$CHROMIUM"
    exit
fi
installed && exit
echo "No Chromium here: installing one." >&2
{ with_apt || "$python" -m playwright install chromium; } >&2 || true
installed && exit
cat >&2 <<'END'
The browser tests need Chromium or Chrome, and none could be installed.
Install one, and name it if it is not on the PATH:
  make test CHROMIUM=/path/to/chromium
END
exit 1
