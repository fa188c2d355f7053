# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# How quickstart speaks: colours only on a terminal.

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
  readonly strong=$'\e[1m' dim=$'\e[2m' good=$'\e[32m' bad=$'\e[31m' plain=$'\e[0m'
else
  readonly strong='' dim='' good='' bad='' plain=''
fi

say() { printf '%s\n' "$*"; }

heading() { printf '\n%s%s%s\n' "$strong" "$*" "$plain"; }

note() { printf '%s%s%s\n' "$dim" "$*" "$plain"; }

success() { printf '%s✓ %s%s\n' "$good" "$*" "$plain"; }

fail() {
  printf '%squickstart: %s%s\n' "$bad" "$*" "$plain" >&2
  exit 1
}

# Prints standard input, each line moved to the right.
indented() { sed 's/^/    /'; }
