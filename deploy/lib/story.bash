# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154  # quickstart sets $home, $programs, $sample
#
# The story that --demo tells: from a customer's wish to promised versus approved. Every command is
# shown with its result, and what it should have said is checked: a step that deviates ends the demo.

chapter=0
checks=0

chapter() {
  chapter=$((chapter + 1))
  heading "$chapter. $*"
}

# show PERSON COMMAND…: prints the command and its answer, which must succeed.
show() { show_with_code 0 "$@"; }

# refused CODE PERSON COMMAND…: the same for a command that must end with that exit code.
refused() { show_with_code "$@"; }

show_with_code() {
  local expected="$1" person="$2" code=0 output
  shift 2
  printf '\n%s%s$%s zusage' "$strong" "$person" "$plain"
  quoted "$@"
  printf '\n'
  output=$(as "$person" "$@" 2>&1) || code=$?
  indented <<<"$output"
  [ "$code" -eq "$expected" ] || fail "that should have ended with exit code $expected, not $code"
  [ "$expected" -eq 0 ] || note "    (exit code $code)"
}

# Prints the words of a command as one would type them, files by their place in the repository.
quoted() {
  local word
  for word in "$@"; do
    word=${word#"$root/"}
    if [[ "$word" =~ ^[A-Za-z0-9_./:=@%+,-]+$ ]]; then
      printf ' %s' "$word"
    else
      printf " '%s'" "${word//\'/\'\\\'\'}"
    fi
  done
}

# check TEXT FILTER <JSON: the filter must be true.
check() {
  local text="$1" filter="$2"
  jq -e "$filter" >/dev/null || fail "not so: $text"
  checks=$((checks + 1))
  success "$text"
}

tell_story() {
  note "A fresh company in a directory of its own. Names before \$ say who acts."
  open_company
  start_server
  hire_everybody
  tell_of_the_strategy
  tell_of_the_request
  tell_of_the_question
  tell_of_the_decisions
  tell_of_the_promises
  tell_of_the_comparison
  tell_of_the_journal
  heading "The story holds: $checks checks in $SECONDS s"
}

tell_of_the_strategy() {
  chapter "Priya, product manager, publishes where the product goes"
  local memo="First edition: five themes, six things we do not do, and what comes next"
  show priya strategy publish "$sample/$product.yaml" --memo "$memo"
  note "Jonas still works on what he read before there was a version 1:"
  refused 6 jonas strategy publish "$sample/$product.yaml" --memo "Mine" --base-version 0
  as sofia strategy get "$product" --json |
    check "everybody in the field reads version 1" '.version == 1 and .publisher == "principals/priya"'
}

tell_of_the_request() {
  chapter "A customer wishes for something; the CRM hands it in for Sofia"
  await_check
  local first
  local -a submission=(request submit "$sample/requests/bulk-interface.yaml"
    --on-behalf-of sofia --request-id sample-bulk-interface)
  show crm "${submission[@]}"
  first=$(as crm "${submission[@]}" --json)
  check "the answer has a verdict with cited findings, a focus, who decides, and what may be said" \
    '(.changeRequest | (.assessment.verdict != "VERDICT_UNSPECIFIED")
      and (.assessment.findings | length > 0) and (.assessment.focus.focus == "FOCUS_SALES_LED")
      and (.review.owner == "principals/jonas") and (.review.dueTime != null))
      and .guidance.text.en != ""' <<<"$first"
  note "The network was bad, so the CRM tries eight times at once with the same request id:"
  [ "$(repeat_at_once 8 "${submission[@]}")" = "$first" ] || fail "a retry got another answer"
  success "eight retries got the same answer, byte for byte"
  as tom request list --product "$product" --json |
    check "there is one request, not nine" '.changeRequests | length == 1'
  submit sofia bulk-interface
  note "Tom asks in German for something the strategy rules out:"
  show tom request submit "$sample/requests/own-servers.yaml" --language de \
    --request-id sample-own-servers
  submit tom own-servers
  as tom request get "${requests[own-servers]}" --json |
    check "a German wish meets an English non-goal" '.assessment
      | .verdict == "VERDICT_CONFLICTS"
        and any(.findings[]; .element == "products/quayside/elements/N-ON-PREMISES")'
}

# Runs a command of the CRM so many times at once; prints the answer if all are the same.
repeat_at_once() {
  local times="$1" copy
  local -a calls=()
  shift
  for ((copy = 0; copy < times; ++copy)); do
    as crm "$@" --json >"$home/answer.$copy" &
    calls+=($!)
  done
  wait "${calls[@]}"
  for ((copy = 1; copy < times; ++copy)); do
    cmp -s "$home/answer.0" "$home/answer.$copy" || fail "retries got different answers"
  done
  cat "$home/answer.0"
}

tell_of_the_question() {
  chapter "Paul, pre-sales, asks whether the product can do it already"
  show paul feasibility ask --product "$product" "Can drivers check in with their own phone?"
  as paul feasibility ask --product "$product" "Gibt es eine Exportfunktion nach Excel?" --json |
    check "asked in German, it answers from an English capability, with how and limits" \
      '.kind == "KIND_AS_IS" and .answers[0].source == "products/quayside/elements/C-EXPORT"
        and .answers[0].how != "" and .answers[0].limits != ""'
  as paul feasibility ask --product "$product" "Can it compare freight rates of carriers?" --json |
    check "and says where the strategy speaks against it" '.kind == "KIND_CONFLICTS"'
}

tell_of_the_decisions() {
  chapter "The product managers decide"
  local bulk="${requests[bulk-interface]}" etag_before
  local -a terms
  submit tom driver-check-in
  submit tom overflow-warning
  submit sofia number-plates
  show priya review list --product "$product"
  take jonas "$bulk"
  etag_before=$(etag jonas "$bulk")
  note "Jonas decides on it, and nobody else does, unless it is given to them:"
  refused 5 priya review decide "$bulk" --etag "$etag_before" --outcome declined --reason "Too dear."
  mapfile -t terms < <(terms_for_bulk_interface)
  show jonas review decide "$bulk" --etag "$etag_before" "${terms[@]}"
  note "What he read before is not what it is now, so that nothing is overwritten unseen:"
  refused 6 jonas review decide "$bulk" --etag "$etag_before" --outcome declined --reason "Too dear."
  decide_on_the_others
  as sofia request list --product "$product" --json |
    check "five kinds of answers, each with a reason" '[.changeRequests[].decision
      | select(.reason != "") | .outcome] | unique | length == 5'
  note "Priya hands in a wish of her own, and may not decide on it:"
  submit priya live-arrival
  refused 5 priya review decide "${requests[live-arrival]}" --outcome approved --reason "I like it." \
    --etag "$(etag priya "${requests[live-arrival]}")"
  note "A wish like one that was declined is told so at once:"
  show crm request submit "$sample/requests/own-servers-again.yaml" --on-behalf-of sofia \
    --request-id sample-own-servers-again
  submit sofia own-servers-again
  as sofia request get "${requests[own-servers-again]}" --json |
    check "it cites the earlier decision" ".assessment.similar[0]
      | .name == \"${requests[own-servers]}\" and .outcome == \"DECLINED\""
}

tell_of_the_promises() {
  chapter "Sofia asks before she promises, and not everybody does"
  local -a question=(clearance check --customer "Nordwind Logistik AG" --product "$product")
  local item="${requests[bulk-interface]}/items/2"
  note "Words alone are never cleared; they propose items to choose from:"
  refused 1 sofia "${question[@]}" "3,000 requests a minute through the interface"
  note "A chosen item is, but not that early and not in that quantity:"
  refused 1 sofia "${question[@]}" --item "$item" --by "$(in_days 30)" \
    --quantity "5000 requests/min"
  note "Then promises are made: one as approved, one beyond, one against a decision, one on the"
  note "roadmap, and one in free words."
  promise_some
  promises=$(as lena promise list --product "$product" --json)
  show lena promise list --product "$product"
  check "standing when made follows what was approved" \
    '[.promises[].standingWhenMade] | sort == ["STANDING_AGAINST_DECISION", "STANDING_COVERED",
      "STANDING_COVERED", "STANDING_EXCEEDS", "STANDING_UNREQUESTED"]' <<<"$promises"
  tell_of_a_link
  tell_of_what_became_of_promises
}

# The promise whose first line contains a text.
promise_about() {
  jq -er --arg text "$1" '.promises[] | select(.lines[0].text | contains($text)) | .name' \
    <<<"$promises"
}

promise_etag() { as "$1" promise get "$2" --json | jq -er .etag; }

tell_of_a_link() {
  local words
  words=$(promise_about "number plate")
  note "Free words allow nothing until Paul has said which item they mean:"
  show paul promise link "$words" --item "${requests[number-plates]}/items/1" \
    --etag "$(promise_etag paul "$words")"
  as lena promise get "$words" --json |
    check "linked to what services sell, it is covered" '.standingNow == "STANDING_COVERED"'
}

tell_of_what_became_of_promises() {
  local covered against roadmap approval bulk="${requests[bulk-interface]}"
  covered=$(promise_about "once the beta has run")
  against=$(promise_about "Installation")
  roadmap=$(promise_about "Sammelanlieferungen")
  note "Tom takes back what he should not have said, and tells the customer:"
  show tom promise retract "$against" --etag "$(promise_etag tom "$against")" \
    --reason "Mit Frau Hansen telefoniert; sie nimmt das Angebot ohne eigene Installation."
  note "Priya says that groupage was delivered, before it was due:"
  show priya promise deliver "$roadmap" --etag "$(promise_etag priya "$roadmap")"
  as tom promise get "$roadmap" --json | check "it was kept, on time" \
    '.course == "COURSE_KEPT" and (.late | not)'
  before_the_revocation=$(date -u +%FT%T.%6NZ)
  note "Then the organisation moves: Jonas revokes the approval."
  approval=$(as jonas request get "$bulk" --json | jq -er .decision.approval.name)
  show jonas approval revoke "$approval" --etag "$(etag jonas "$bulk")" \
    --reason "The beta showed that 3,000 requests a minute starve other customers."
  as sofia promise get "$covered" --json |
    check "Sofia's promise was covered when made, and has lost its ground since" \
      '.standingWhenMade == "STANDING_COVERED" and .standingNow == "STANDING_AGAINST_DECISION"
        and .lostGround'
}

tell_of_the_comparison() {
  chapter "Lena, who leads both sides, compares promised with approved"
  local by
  show lena promise compare --product "$product"
  for by in product customer person quarter; do
    as lena promise compare --product "$product" --group-by "$by" --json |
      check "by $by: two unilateral promises, one that lost its ground, sums at stake" \
        '.total.unilateral == 2 and .total.lostGround == 1 and (.groups | length >= 1)
          and (.total.atStake | length >= 1)'
  done
  as lena promise compare --product "$product" --json |
    check "the unilateral ones come first" '.promises[0].standingWhenMade != "STANDING_COVERED"'
  as lena promise compare --product "$product" --as-of "$before_the_revocation" --json |
    check "as of a moment before the revocation, nothing had lost its ground" '.total.lostGround == 0'
}

tell_of_the_journal() {
  chapter "Everything is in the journal, and nobody can change it unnoticed"
  show aurel journal list --page-size 5
  as aurel journal checkpoint >"$home/checkpoint" 2>/dev/null
  stop_server
  note "A checkpoint that Aurel keeps elsewhere proves that nothing was cut off:"
  verify 0 store --checkpoint checkpoint
  note "Somebody turns one word of a copy into another, and no more:"
  cp -r "$home/store" "$home/copy"
  LC_ALL=C sed -i 's/We run one version/We run two version/' "$home/copy/zusage.db"
  verify 1 copy
}

# verify CODE DIRECTORY [OPTION…]: paths are those below $home.
verify() {
  local expected="$1" code=0
  shift
  printf '\n%s$%s zusage journal verify --data-dir %s\n' "$strong" "$plain" "$*"
  (cd "$home" && "$programs/zusage" journal verify --data-dir "$@") 2>&1 | indented || code=$?
  [ "$code" -eq "$expected" ] ||
    fail "journal verify should have ended with exit code $expected, not $code"
  [ "$expected" -eq 0 ] || note "    (exit code $expected)"
  checks=$((checks + 1))
}
