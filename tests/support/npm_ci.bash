# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash

# npm_ci FOLDER: what the folder's lock file names is installed there. That is so already if npm's own
# record is not older than the lock file. Of scripts that run side by side, one installs.
npm_ci() (
  record="$1/node_modules/.package-lock.json"
  exec {lock}<"$1"
  flock "$lock"
  [ "$1/package-lock.json" -nt "$record" ] || return 0
  npm --prefix "$1" ci --silent --no-progress && touch "$record"
)
