# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2034  # who reads it in uses what it sets
#
# What the scripts in this folder share: they are given the folder with zusaged and zusage, and print
# one TAP line for each thing they check.

repository=$(cd "${BASH_SOURCE[0]%/*}/../../.." && pwd)
programs=$(cd "${1:?usage: $0 FOLDER_WITH_PROGRAMS}" && pwd)
scratch=$(mktemp -d)
failures=0
readonly repository programs scratch

# passes TEXT COMMAND…: a test case that is the success of a command. It runs in this shell.
passes() {
  local text="$1"
  shift
  if "$@" >"$scratch/said" 2>&1; then
    printf 'ok - %s: %s\n' "${0##*/}" "$text"
  else
    printf 'not ok - %s: %s\n' "${0##*/}" "$text"
    sed 's/^/  # /' "$scratch/said"
    failures=$((failures + 1))
  fi
}

# Waits until a command succeeds; fails after half a minute.
until_it_does() {
  local attempt
  for ((attempt = 0; attempt < 300; ++attempt)); do
    if "$@" >/dev/null 2>&1; then return; fi
    sleep 0.1
  done
  return 1
}

# Prints a port that nobody listens on.
free_port() {
  local candidate
  for ((candidate = 51000 + RANDOM % 1000; candidate < 53000; ++candidate)); do
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$candidate") 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  return 1
}
