# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154  # quickstart sets $home, $programs, $sample
#
# The sample company: its people, and what they did in their first week with Zusage.

readonly product=quayside

# name | what people call them | language | role, on this product or on all
people() {
  cat <<'TEXT'
priya | Priya Raman | en | product_manager@quayside
jonas | Jonas Weber | de | product_manager@quayside
sofia | Sofia Lindqvist | en | sales@quayside
tom | Tom Albers | de | sales@quayside
paul | Paul Okafor | en | presales@quayside
lena | Lena Hofmann | de | leader@quayside
aurel | Aurel Ionescu | en | auditor
crm | The CRM of sales | en | tool@quayside
TEXT
}

# The names of submitted requests by the names of their samples.
declare -A requests=()

# in_days N: the day that many days from now.
in_days() { date -u -d "$1 days" +%F; }

# Makes the store and its administrator, once.
open_company() {
  mkdir -p "$home/tokens"
  chmod 700 "$home" "$home/tokens"
  [ ! -s "$home/tokens/admin" ] || return 0
  "$programs/zusaged" init --data-dir "$home/store" --admin-name "Ada Admin" \
    --token-file "$home/tokens/admin" >>"$home/zusaged.log" 2>&1 ||
    { tail -n 5 "$home/zusaged.log" >&2; fail "zusaged init failed; see $home/zusaged.log"; }
}

# Records everybody and gives each a key. Safe to repeat: who is there stays, and a person without a
# token gets a new key.
hire_everybody() {
  local name title language role
  while IFS='|' read -r name title language role; do
    read -r name <<<"$name"
    read -r title <<<"$title"
    hire "$name" "$title" "${language// /}" "${role// /}"
  done < <(people)
}

hire() {
  local name="$1" title="$2" language="$3" role="$4"
  [ ! -s "$home/tokens/$name" ] || return 0
  as admin principal create "$title" --name "$name" --reads "$language" \
    --email "$name@quayside.example" --grant "$role" --request-id "hire-$name" >/dev/null
  (umask 077 && as admin key create "$name" --label quickstart --json |
    jq -er '.token | select(. != "")' >"$home/tokens/$name")
}

# submit PERSON SAMPLE: submits a sample request. The CRM does it for Sofia.
submit() {
  local person="$1" request="$2"
  local -a who=("$person")
  [ "$person" != sofia ] || who=(crm --on-behalf-of sofia)
  requests[$request]=$(as "${who[0]}" request submit "$sample/requests/$request.yaml" \
    "${who[@]:1}" --request-id "sample-$request" --json | jq -er .changeRequest.name)
}

# etag PERSON REQUEST
etag() { as "$1" request get "$2" --json | jq -er .etag; }

publish_strategy() {
  as priya strategy publish "$sample/$product.yaml" --memo "First edition: five themes, six things \
we do not do, what the docks can do today, and what comes next." --request-id publish-1
}

# What Jonas decides on the wish for a faster interface, as options of `review decide`.
terms_for_bulk_interface() {
  printf '%s\n' --outcome approved \
    --reason "Three more customers wait for it, and a general bulk call serves all." \
    --limit "2=3000 requests/min" --earliest "$(in_days 150)" --valid-until "$(in_days 200)" \
    --condition "The customer tries the beta with one of their sites"
}

# Waits until the check knows the strategy, which it learns from the journal a moment later.
await_check() {
  local position
  position=$(as sofia strategy get "$product" --json | jq -er .position)
  as sofia request check "$sample/requests/bulk-interface.yaml" --known-position "$position" >/dev/null
}

decide_on_the_others() {
  decide jonas own-servers --outcome declined --reason \
    "We run one version for everybody; a second way of running it would cost every customer."
  decide priya driver-check-in --outcome as-is --element C-CHECK-IN \
    --reason "That is how it works today; show it to them."
  decide priya overflow-warning --outcome deferred \
    --reason "We want it, after predicted arrivals: it rests on them."
  decide priya number-plates --outcome services \
    --reason "We build no barriers; our services team connects theirs through the interface."
}

# take PERSON REQUEST: has a product manager decide on it, if somebody else would.
take() {
  local owner
  owner=$(as "$1" request get "$2" --json | jq -er .review.owner)
  [ "$owner" = "principals/$1" ] || as "$1" review assign "$2" --to "$1" >/dev/null
}

# decide PERSON SAMPLE OPTION…
decide() {
  local person="$1" request="${requests[$2]}"
  shift 2
  take "$person" "$request"
  as "$person" review decide "$request" --etag "$(etag "$person" "$request")" "$@" >/dev/null
}

# Requests in English and German in every state, and promises of every standing.
live_through_a_week() {
  local -a terms
  publish_strategy >/dev/null
  await_check
  submit sofia bulk-interface
  submit tom own-servers
  submit tom driver-check-in
  submit tom overflow-warning
  submit sofia number-plates
  submit sofia live-arrival
  submit sofia customs-papers
  success "The strategy is published, and requests are in"
  mapfile -t terms < <(terms_for_bulk_interface)
  decide jonas bulk-interface "${terms[@]}"
  decide_on_the_others
  submit sofia own-servers-again
  success "Some are decided: approved, declined, deferred, as is, services"
  promise_some
  success "Promises are recorded, with and without approval"
}

# What was said to customers in the meantime.
promise_some() {
  promise sofia bulk-interface covered <<TEXT
customer: Nordwind Logistik AG
source: Offer of this week, page 7
lines:
  - text: 3,000 requests a minute, once the beta has run at one of your sites
    item: ${requests[bulk-interface]}/items/2
    quantity: 3000 requests/min
    due_date: $(in_days 180)
    carried_conditions: ["1"]
TEXT
  promise sofia bulk-interface exceeding <<TEXT
customer: Nordwind Logistik AG
source: Telephone call with their head of IT
lines:
  - text: 5,000 requests a minute before the migration weekend
    item: ${requests[bulk-interface]}/items/2
    quantity: 5000 requests/min
    due_date: $(in_days 90)
TEXT
  promise tom own-servers against <<TEXT
customer: Getränke Hansen GmbH
source: Mail an die IT-Leitung
lines:
  - text: Eine Installation auf Ihren Servern bekommen wir hin
    item: ${requests[own-servers]}/items/1
TEXT
  promise tom overflow-warning roadmap <<TEXT
customer: Moorland Kontraktlogistik KG
source: Angebot, Abschnitt 3
lines:
  - text: Sammelanlieferungen in einem Zeitfenster
    item: products/$product/elements/R-COMBINE
    due_date: 2027-06-30
TEXT
  promise sofia number-plates words <<TEXT
customer: Halden Retail plc
source: Workshop in their distribution centre
lines:
  - The gatekeeper will never have to type a number plate again
TEXT
}

# promise PERSON SAMPLE ID <PROMISE: records a promise that belongs to the deal of a request.
promise() {
  local deal
  deal=$(as "$1" request get "${requests[$2]}" --json | jq -er .deal)
  { echo "product: $product"; echo "deal: $deal"; cat; } |
    as "$1" promise record - --request-id "sample-promise-$3" >/dev/null
}

say_how_to_go_on() {
  heading "Zusage runs on 127.0.0.1:$port"
  say "Everything is in $home: data, tokens, zusaged.log"
  say
  say "${strong}One token per role${plain}"
  local name title language role
  while IFS='|' read -r name title language role; do
    role=${role// /}
    printf '  %-16s%-22s %s\n' "${role%@*}" "$title" "$(<"$home/tokens/${name// /}")"
  done < <(people)
  printf '  %-16s%-22s %s\n' admin ' Ada Admin' "$(<"$home/tokens/admin")"
  say
  say "${strong}Three commands to try${plain} (in another terminal)"
  local command="build/release/bin/zusage"
  cat <<TEXT
  export ZUSAGE_ADDRESS=127.0.0.1:$port
  ZUSAGE_TOKEN=\$(<$home/tokens/sofia) $command feasibility ask --product $product "Can drivers check in with their own phone?"
  ZUSAGE_TOKEN=\$(<$home/tokens/priya) $command review list --product $product
  ZUSAGE_TOKEN=\$(<$home/tokens/lena) $command promise compare --product $product
TEXT
  say
  note "Ctrl-C stops it; started again, it goes on with the same data."
}
