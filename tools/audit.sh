#!/bin/sh
# Known holes in the packages of both lock files. pip-audit gets an environment of its own.
set -eu
sh tools/setup.sh requirements.txt
[ -x .venv-audit/bin/pip-audit ] || { .venv/bin/python -m venv .venv-audit && .venv-audit/bin/python -m pip install --quiet pip-audit==2.10.0; }
for lock in requirements.txt tests/requirements.txt; do .venv-audit/bin/pip-audit --disable-pip --require-hashes -r "$lock"; done
