#!/bin/sh
# What the tests need beside Python: a Chromium, and nginx with its brotli module. Install Debian's where something is missing
# and can be installed. Without nginx its tests are skipped and counted; without a browser there is nothing to test with.
set -eu
has_browser() {
    for browser in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
        if [ -n "$browser" ] && command -v "$browser" >/dev/null 2>&1; then return 0; fi
    done
    return 1
}
has_nginx() { [ -x /usr/sbin/nginx ] && [ -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ]; }

wanted=""
has_browser || wanted="chromium"
has_nginx || wanted="$wanted nginx-light libnginx-mod-http-brotli-static"
[ -n "$wanted" ] || exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing for the tests: $wanted …"
    # shellcheck disable=SC2086 - several words are meant
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted >/dev/null
fi
has_nginx || echo "Without nginx and its brotli module the hosting tests are skipped (Debian, Ubuntu: sudo apt-get install nginx libnginx-mod-http-brotli-static)." >&2
has_browser && exit 0
echo "The browser tests need Chromium. Install it (Debian, Ubuntu: sudo apt-get install chromium) or name one: CHROMIUM=/path make test" >&2
exit 1
