# shellcheck shell=bash
# What holds and what does not.

held=0 failed=0

# holds WHAT COMMAND…: whether it succeeds; what it said is shown if not.
holds() {
  local what=$1 answer
  shift
  if answer=$("$@" 2>&1); then
    pass "$what"
  else
    fail "$what" "exit $?: $answer"
  fi
}

# is WHAT EXPECTED COMMAND…: whether it prints just that, errors and all.
is() {
  local what=$1 expected=$2 answer
  shift 2
  answer=$("$@" 2>&1)
  # shellcheck disable=SC2053 # a pattern
  if [[ $answer == $expected ]]; then
    pass "$what"
  else
    fail "$what" "expected '$expected', got '$answer'"
  fi
}

pass() {
  held=$((held + 1))
  printf '%4ss ok      %s\n' "$SECONDS" "$1"
}

fail() {
  failed=$((failed + 1))
  printf '%4ss FAILED  %s: %s\n' "$SECONDS" "$1" "$2"
}

# eventually COMMAND…: tries for three minutes.
eventually() {
  local end=$((SECONDS + 180))
  until "$@"; do
    ((SECONDS < end)) || return 1
    sleep 1
  done
}

summary() {
  echo "hosts: $held held, $failed failed"
  [ "$failed" = 0 ]
}
