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

# finds [OPTION…] PATTERN: whether a line of standard input matches, as grep has it. All of it is read:
# `grep -q` leaves at the first match, and whoever still writes would fail the pipe.
finds() {
  local text
  text=$(tr -d '\0')
  grep -q "$@" <<<"$text"
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

# A hundred ports for this script, which runs beside others: whoever locks a hundred's file has it until
# it ends. tests/e2e/zusaged_process.cc does the same.
take_ports() {
  for ((first_port = 14000; first_port < 32000; first_port += 100)); do
    { exec {ports_lock}>>"/tmp/zusage-ports-$first_port"; } 2>/dev/null || continue
    if flock --nonblock "$ports_lock"; then return; fi
    exec {ports_lock}>&-
  done
  echo "no ports are left below 32000" >&2
  exit 1
}
take_ports

# Prints one of this script's ports that nobody listens on, another one each time.
free_port() {
  local candidate
  while true; do
    echo >>"$scratch/ports"
    candidate=$((first_port + $(wc -l <"$scratch/ports") % 100))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$candidate") 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
}
