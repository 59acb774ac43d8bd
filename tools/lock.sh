#!/bin/sh
# Compile the two .in files into lock files with the hash of every package. uv does it; it gets an environment of its own.
set -eu
sh tools/setup.sh requirements.txt
[ -x .venv-lock/bin/uv ] || { .venv/bin/python -m venv .venv-lock && .venv-lock/bin/python -m pip install --quiet uv==0.13.9; }
compile() {
    .venv-lock/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11.5 \
        --custom-compile-command "make lock" "$1.in" -o "$1.txt"
}
compile requirements
compile tests/requirements
echo "requirements.txt and tests/requirements.txt are new. Run make test, and make verify for what AWS changed."
