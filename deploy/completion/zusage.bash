# SPDX-License-Identifier: Apache-2.0
# Completion of `zusage` for bash, made by `zusage completion bash`. To use it:
#   source <(zusage completion bash)
_zusage() {
  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"
  local command="${COMP_WORDS[1]} ${COMP_WORDS[2]}" words=""
  COMPREPLY=()
  case "$command $previous" in
    "strategy prepare --requests") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "strategy prepare --linguistic-data") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "strategy prepare --output") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "request list --state") COMPREPLY=($(compgen -W "submitted in_review needs_evidence decided withdrawn merged" -- "$current")); return ;;
    "request list --outcome") COMPREPLY=($(compgen -W "approved declined deferred as-is services duplicate" -- "$current")); return ;;
    "request import --map") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "request import --rejects") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "request import --separator") COMPREPLY=($(compgen -W ", ; tab" -- "$current")); return ;;
    "request export --state") COMPREPLY=($(compgen -W "submitted in_review needs_evidence decided withdrawn merged" -- "$current")); return ;;
    "request export --outcome") COMPREPLY=($(compgen -W "approved declined deferred as-is services duplicate" -- "$current")); return ;;
    "request export --output") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "request export --format") COMPREPLY=($(compgen -W "csv xlsx" -- "$current")); return ;;
    "request export --headers") COMPREPLY=($(compgen -W "fields words" -- "$current")); return ;;
    "study record --kind") COMPREPLY=($(compgen -W "study prototype estimate" -- "$current")); return ;;
    "study record --result") COMPREPLY=($(compgen -W "feasible feasible_with_limits not_feasible inconclusive" -- "$current")); return ;;
    "review decide --outcome") COMPREPLY=($(compgen -W "approved declined deferred as-is services" -- "$current")); return ;;
    "approval list --state") COMPREPLY=($(compgen -W "in-force lapsed revoked superseded" -- "$current")); return ;;
    "approval condition --state") COMPREPLY=($(compgen -W "met failed open" -- "$current")); return ;;
    "promise list --standing") COMPREPLY=($(compgen -W "covered exceeds pending unrequested against-decision" -- "$current")); return ;;
    "promise list --course") COMPREPLY=($(compgen -W "open kept broken retracted superseded void" -- "$current")); return ;;
    "promise dispute --kind") COMPREPLY=($(compgen -W "not-made delivery terms" -- "$current")); return ;;
    "promise resolve --outcome") COMPREPLY=($(compgen -W "upheld dismissed" -- "$current")); return ;;
    "promise compare --standing") COMPREPLY=($(compgen -W "covered exceeds pending unrequested against-decision" -- "$current")); return ;;
    "promise compare --course") COMPREPLY=($(compgen -W "open kept broken retracted superseded void" -- "$current")); return ;;
    "promise compare --group-by") COMPREPLY=($(compgen -W "product customer person quarter" -- "$current")); return ;;
    "promise import --map") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "promise import --rejects") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "promise import --separator") COMPREPLY=($(compgen -W ", ; tab" -- "$current")); return ;;
    "promise export --standing") COMPREPLY=($(compgen -W "covered exceeds pending unrequested against-decision" -- "$current")); return ;;
    "promise export --course") COMPREPLY=($(compgen -W "open kept broken retracted superseded void" -- "$current")); return ;;
    "promise export --output") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "promise export --format") COMPREPLY=($(compgen -W "csv xlsx" -- "$current")); return ;;
    "promise export --headers") COMPREPLY=($(compgen -W "fields words" -- "$current")); return ;;
    "digest get --format") COMPREPLY=($(compgen -W "text markdown html json" -- "$current")); return ;;
    "digest get --output") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "customer import --map") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "customer import --rejects") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "customer import --separator") COMPREPLY=($(compgen -W ", ; tab" -- "$current")); return ;;
    "customer export --output") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "customer export --format") COMPREPLY=($(compgen -W "csv xlsx" -- "$current")); return ;;
    "customer export --headers") COMPREPLY=($(compgen -W "fields words" -- "$current")); return ;;
    "deal upsert --stage") COMPREPLY=($(compgen -W "prospect qualified proposal negotiation won lost" -- "$current")); return ;;
    "deal list --stage") COMPREPLY=($(compgen -W "prospect qualified proposal negotiation won lost" -- "$current")); return ;;
    "deal import --map") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "deal import --rejects") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "deal import --separator") COMPREPLY=($(compgen -W ", ; tab" -- "$current")); return ;;
    "deal export --stage") COMPREPLY=($(compgen -W "prospect qualified proposal negotiation won lost" -- "$current")); return ;;
    "deal export --output") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "deal export --format") COMPREPLY=($(compgen -W "csv xlsx" -- "$current")); return ;;
    "deal export --headers") COMPREPLY=($(compgen -W "fields words" -- "$current")); return ;;
    "principal create --reads") COMPREPLY=($(compgen -W "en de" -- "$current")); return ;;
    "principal update --reads") COMPREPLY=($(compgen -W "en de" -- "$current")); return ;;
    "principal update --active") COMPREPLY=($(compgen -W "yes no" -- "$current")); return ;;
    "principal list --role") COMPREPLY=($(compgen -W "sales presales product_manager leader auditor admin tool service integration" -- "$current")); return ;;
    "webhook create --secret-file") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "webhook rotate-secret --secret-file") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "webhook deliveries --state") COMPREPLY=($(compgen -W "waiting delivered dead" -- "$current")); return ;;
    "journal verify --data-dir") COMPREPLY=($(compgen -d -- "$current")); return ;;
    "journal verify --master-key-file") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "journal verify --checkpoint") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "migrate migrate --data-dir") COMPREPLY=($(compgen -d -- "$current")); return ;;
    "migrate migrate --master-key-file") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "backtest backtest --strategy") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "backtest backtest --requests") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "backtest backtest --decisions") COMPREPLY=($(compgen -d -- "$current")); return ;;
    "backtest backtest --precedents") COMPREPLY=($(compgen -W "none older all-others" -- "$current")); return ;;
    "backtest backtest --predictions") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "backtest backtest --linguistic-data") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "bench run --operation") COMPREPLY=($(compgen -W "submit clearance" -- "$current")); return ;;
  esac
  case "$previous" in
    "--token-file") COMPREPLY=($(compgen -f -- "$current")); return ;;
    "--language") COMPREPLY=($(compgen -W "en de" -- "$current")); return ;;
  esac
  case "$command" in
    "strategy publish") words="--memo --dry-run --base-version --address --token-file --on-behalf-of --request-id --timeout --language --json --help"
      [[ $current != -* ]] && { COMPREPLY=($(compgen -f -- "$current")); return; } ;;
    "strategy prepare") words="--requests --linguistic-data --element --with-reader --reader-wait --accept --accept-helpful --ask --output --address --token-file --on-behalf-of --request-id --timeout --language --json --help"
      [[ $current != -* ]] && { COMPREPLY=($(compgen -f -- "$current")); return; } ;;
    "strategy get") words="--version --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "strategy list") words="--product --page-size --page-token --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "strategy compare") words="--from --to --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "strategy acknowledge") words="--version --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "strategy acknowledgements") words="--version --missing --page-size --page-token --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "request submit") words="--product --address --token-file --on-behalf-of --request-id --timeout --language --json --help"
      [[ $current != -* ]] && { COMPREPLY=($(compgen -f -- "$current")); return; } ;;
    "request check") words="--product --known-position --address --token-file --on-behalf-of --request-id --timeout --language --json --help"
      [[ $current != -* ]] && { COMPREPLY=($(compgen -f -- "$current")); return; } ;;
    "request evidence") words="--product --pain --frequency --similar-customers --segment-share --willingness-to-pay --effort --conversation --etag --address --token-file --on-behalf-of --request-id --timeout --language --json --help"
      [[ $current != -* ]] && { COMPREPLY=($(compgen -f -- "$current")); return; } ;;
    "request withdraw") words="--product --reason --etag --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "request get") words="--product --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "request list") words="--product --state --outcome --customer --submitter --mine --page-size --page-token --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "request similar") words="--product --page-size --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "request opinion") words="--product --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "request reader") words="--product --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "request import") words="--product --map --dry-run --rejects --separator --encoding --address --token-file --on-behalf-of --request-id --timeout --language --json --help"
      [[ $current != -* ]] && { COMPREPLY=($(compgen -f -- "$current")); return; } ;;
    "request export") words="--product --state --outcome --customer --submitter --mine --output --format --headers --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "study record") words="--product --element --kind --result --summary --limits --effort --valid-until --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "study get") words="--product --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "study list") words="--product --element --page-size --page-token --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "feasibility ask") words="--product --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "review list") words="--product --owner --overdue --differing --page-size --page-token --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "review decide") words="--product --outcome --reason --etag --element --split-item --item --exclude-item --customer --all-customers --segment --earliest --valid-until --condition --limit --effort --quarter --displace --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "review assign") words="--product --to --note --etag --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "review ask") words="--product --question --etag --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "review merge") words="--product --into --item --reason --etag --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "review reopen") words="--product --reason --etag --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "review substitute") words="--of --by --from --until --end --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "review substitutes") words="--of --page-size --page-token --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "approval list") words="--product --state --page-size --page-token --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "approval get") words="--product --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "approval condition") words="--product --condition --state --note --etag --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "approval revoke") words="--product --reason --etag --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "promise record") words="--product --supersedes --address --token-file --on-behalf-of --request-id --timeout --language --json --help"
      [[ $current != -* ]] && { COMPREPLY=($(compgen -f -- "$current")); return; } ;;
    "promise link") words="--item --line --etag --product --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "promise get") words="--as-of --product --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "promise list") words="--product --customer --promised-by --mine --from --until --quarter --standing --course --lost-ground --page-size --page-token --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "promise retract") words="--reason --etag --product --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "promise deliver") words="--line --on --etag --product --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "promise dispute") words="--kind --reason --words --line --etag --product --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "promise resolve") words="--outcome --reason --dispute --etag --product --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "promise compare") words="--product --customer --promised-by --mine --from --until --quarter --standing --course --lost-ground --as-of --group-by --page-size --page-token --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "promise import") words="--product --map --dry-run --rejects --separator --encoding --address --token-file --on-behalf-of --request-id --timeout --language --json --help"
      [[ $current != -* ]] && { COMPREPLY=($(compgen -f -- "$current")); return; } ;;
    "promise export") words="--product --customer --promised-by --mine --from --until --quarter --standing --course --lost-ground --output --format --headers --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "clearance check") words="--customer --product --item --by --quantity --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "clearance issue") words="--customer --product --item --by --quantity --hours --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "clearance get") words="--product --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "clearance list") words="--product --mine --page-size --page-token --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "offer list") words="--customer --product --query --page-size --page-token --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "notice list") words="--unread --product --kind --full --page-size --page-token --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "notice read") words="--all --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "digest get") words="--week --format --output --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "customer upsert") words="--display-name --alias --external-id --segment --size --revenue --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "customer get") words="--address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "customer list") words="--page-size --page-token --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "customer merge") words="--into --reason --etag --into-etag --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "customer look-alikes") words="--page-size --page-token --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "customer dismiss") words="--address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "customer import") words="--map --dry-run --rejects --separator --encoding --address --token-file --on-behalf-of --request-id --timeout --language --json --help"
      [[ $current != -* ]] && { COMPREPLY=($(compgen -f -- "$current")); return; } ;;
    "customer export") words="--output --format --headers --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "deal upsert") words="--customer --reference --stage --amount --close-date --reason --etag --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "deal get") words="--address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "deal list") words="--customer --stage --closing-until --page-size --page-token --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "deal import") words="--map --dry-run --rejects --separator --encoding --address --token-file --on-behalf-of --request-id --timeout --language --json --help"
      [[ $current != -* ]] && { COMPREPLY=($(compgen -f -- "$current")); return; } ;;
    "deal export") words="--customer --stage --closing-until --output --format --headers --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "team upsert") words="--display-name --lead --member --add --remove --etag --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "team get") words="--address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "team list") words="--page-size --page-token --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "principal create") words="--name --email --reads --grant --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "principal update") words="--display-name --email --reads --grant --active --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "principal get") words="--address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "principal list") words="--role --team --page-size --page-token --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "key create") words="--label --expires --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "key list") words="--address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "key revoke") words="--address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "webhook create") words="--display-name --product --kind --secret-file --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "webhook list") words="--page-size --page-token --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "webhook get") words="--address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "webhook update") words="--url --display-name --product --kind --etag --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "webhook pause") words="--etag --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "webhook resume") words="--etag --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "webhook rotate-secret") words="--secret-file --etag --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "webhook delete") words="--etag --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "webhook deliveries") words="--state --page-size --page-token --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "webhook replay") words="--address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "journal list") words="--after --about --page-size --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "journal watch") words="--after --operation --until-caught-up --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "journal checkpoint") words="--address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "journal verify") words="--data-dir --database --keys-database --master-key-file --checkpoint --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "migrate "*) words="--data-dir --database --keys-database --master-key-file --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "backtest "*) words="--strategy --requests --decisions --leave-one-out --steps --precedents --predictions --linguistic-data --body-only --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "bench run"|"bench -"*) words="--operation --in-flight --connections --rate --seconds --warmup --product --seed --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "bench generate") words="--product --seed --elements --customers --requests --in-flight --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "bench import") words="--requests --per-message --streams --product --seed --address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "doctor "*) words="--address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "whoami "*) words="--address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "version "*) words="--address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
    "completion bash") words="--address --token-file --on-behalf-of --request-id --timeout --language --json --help" ;;
  esac
  if [[ $COMP_CWORD -eq 1 ]]; then
    words="strategy request study feasibility review approval promise clearance offer notice digest customer deal team principal key webhook journal migrate backtest bench doctor whoami version completion"
  elif [[ $COMP_CWORD -eq 2 && $current != -* ]]; then
    case "${COMP_WORDS[1]}" in
      strategy) words="publish prepare get list compare acknowledge acknowledgements" ;;
      request) words="submit check evidence withdraw get list similar opinion reader import export" ;;
      study) words="record get list" ;;
      feasibility) words="ask" ;;
      review) words="list decide assign ask merge reopen substitute substitutes" ;;
      approval) words="list get condition revoke" ;;
      promise) words="record link get list retract deliver dispute resolve compare import export" ;;
      clearance) words="check issue get list" ;;
      offer) words="list" ;;
      notice) words="list read" ;;
      digest) words="get" ;;
      customer) words="upsert get list merge look-alikes dismiss import export" ;;
      deal) words="upsert get list import export" ;;
      team) words="upsert get list" ;;
      principal) words="create update get list" ;;
      key) words="create list revoke" ;;
      webhook) words="create list get update pause resume rotate-secret delete deliveries replay" ;;
      journal) words="list watch checkpoint verify" ;;
      bench) words="run generate import" ;;
      completion) words="bash" ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _zusage zusage
