#!/bin/sh
# Makes .venv from requirements.lock, which holds a hash of every package, build tools too, and puts the project into it.
# Does nothing when it is all there. Says in one sentence what is missing. PYTHON names another interpreter.
set -eu
cd "$(dirname "$0")/.."
log=.venv/set-up.log

stop() {
    printf '%s\n' "$*" >&2
    exit 1
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.implementation.name != "cpython" or sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if is_new_enough "$name"; then
            printf '%s' "$name"
            return
        fi
    done
    found=$("${PYTHON:-python3}" --version 2>/dev/null) ||
        stop "CPython 3.11 or newer is needed and ${PYTHON:-python3} is not here: install it (Debian: apt-get install python3 python3-venv)."
    stop "CPython 3.11 or newer is needed and ${PYTHON:-python3} is $found: install a newer one and name it, as in: make PYTHON=python3.12"
}

explain() {
    if grep -qiE 'name resolution|failed to establish|connection (refused|broken|reset|error)|network is unreachable|timed out|proxyerror|ssl' "$log"; then
        stop "The packages could not be fetched: the first set-up needs a network with the Python package index, or a mirror named in pip's settings ($log)."
    fi
    if grep -q 'DO NOT MATCH THE HASHES' "$log"; then
        stop "A package that was fetched is not the one that requirements.lock names; nothing was installed ($log)."
    fi
    if grep -q 'No space left' "$log"; then
        stop "The disk is full: .venv needs about 300 MB ($log)."
    fi
    stop "The packages could not be installed: $(grep -iE '(^|[a-z])error: ' "$log" | tail -n 1 | sed 's/^ *//') ($log)."
}

install() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input "$@" >"$log" 2>&1 || explain
}

packages="$(cksum <requirements.lock) $(pwd) ${PYTHON:-}"
if [ "$(cat .venv/packages 2>/dev/null)" != "$packages" ] || ! is_new_enough .venv/bin/python; then
    python=$(find_python)
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        stop "Python's venv module is missing: install it (Debian: apt-get install python3-venv)."
    printf 'Setting up .venv, once; this takes about a minute …\n' >&2
    "$python" -m venv --clear .venv || stop "No virtual environment could be made in .venv."
    install --require-hashes --only-binary :all: --requirement requirements.lock
    printf '%s\n' "$packages" >.venv/packages
fi

project=$(cat pyproject.toml hatch_build.py | cksum)
if [ "$(cat .venv/project 2>/dev/null)" != "$project" ]; then
    install --no-build-isolation --no-deps --editable .
    printf '%s\n' "$project" >.venv/project
fi
