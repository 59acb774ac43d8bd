#!/bin/sh
# The browser tests need a Chromium. Install Debian's where it is missing and can be installed; else say what to do.
set -eu
for browser in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$browser" ] && command -v "$browser" >/dev/null 2>&1; then exit 0; fi
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing Chromium for the browser tests …"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
    exit 0
fi
echo "The browser tests need Chromium. Install it (Debian, Ubuntu: sudo apt-get install chromium) or name one: CHROMIUM=/path make test" >&2
exit 1
