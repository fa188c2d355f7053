# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154  # quickstart sets $root, $programs, $home, $port
#
# Builds the programs, and starts and stops one server.

server=''

build_programs() {
  local log="$root/build/release.log"
  mkdir -p "$root/build"
  if [ ! -f "$root/build/release/build.ninja" ]; then
    (cd "$root" && cmake --preset release) >"$log" 2>&1 ||
      { tail -n 30 "$log" >&2; fail "cmake failed; all it said is in $log"; }
  fi
  cmake --build "$root/build/release" --target zusaged zusage build_linguistic_data >"$log" 2>&1 ||
    { tail -n 30 "$log" >&2; fail "the build failed; all it said is in $log"; }
}

port_is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Starts zusaged on the store below $home and waits until it answers.
start_server() {
  if port_is_taken "$port"; then fail "port $port is taken; choose another with --port"; fi
  "$programs/zusaged" --data-dir "$home/store" --listen "127.0.0.1:$port" \
    --metrics-listen 127.0.0.1:0 --log-format text >>"$home/zusaged.log" 2>&1 &
  server=$!
  local attempt
  for ((attempt = 0; attempt < 200; ++attempt)); do
    kill -0 "$server" 2>/dev/null || break
    if port_is_taken "$port"; then return; fi
    sleep 0.05
  done
  tail -n 20 "$home/zusaged.log" >&2
  fail "zusaged does not answer on port $port; its log is $home/zusaged.log"
}

# Lets calls under way finish. Harmless if no server runs.
stop_server() {
  [ -n "$server" ] || return 0
  kill -TERM "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=''
}

# Prints a port that nobody listens on.
free_port() {
  local candidate
  for ((candidate = 50151; candidate < 50951; ++candidate)); do
    if ! port_is_taken "$candidate"; then
      echo "$candidate"
      return
    fi
  done
  fail "no port between 50151 and 50951 is free; choose one with --port"
}

# as PERSON COMMAND…: the command line with that person's token.
as() {
  local person="$1"
  shift
  ZUSAGE_ADDRESS="127.0.0.1:$port" ZUSAGE_TOKEN=$(<"$home/tokens/$person") "$programs/zusage" "$@"
}
