#!/bin/sh
# Make .venv with a Python that is new enough and install a lock file into it: setup.sh <lock file>
set -eu
needed="3.11.5"
is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info[:3] < (3, 11, 5))' 2>/dev/null; }

if [ ! -x .venv/bin/python ] || ! is_new_enough .venv/bin/python; then
    python=""
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
        if command -v "$candidate" >/dev/null 2>&1 && is_new_enough "$candidate"; then python=$candidate; break; fi
    done
    if [ -z "$python" ]; then
        found=$(python3 --version 2>/dev/null || echo "no Python at all")
        echo "Python $needed or newer is needed, and this machine has $found." >&2
        echo "Install one (https://www.python.org/downloads/, or: uv python install 3.13) and run: make PYTHON=/path/to/python3 …" >&2
        exit 1
    fi
    echo "Setting up .venv with $("$python" --version) …"
    rm -rf .venv
    if ! "$python" -m venv .venv; then
        rm -rf .venv
        echo "This Python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2
        exit 1
    fi
fi
echo "Installing $1 …"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$1"
