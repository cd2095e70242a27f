# jdock test [--full]: formatting, all tests, and a look at whether anything was left behind.

run_tests() {
  local full=false timeout=5m outcome=0 before
  case "${1:-}" in
    '') ;;
    --full) full=true timeout=60m ;;
    *) die "test: unknown argument $1 (--full is the only one)" ;;
  esac
  [ -n "$checkout" ] || die "test: only in a checkout"
  need_root test
  need_java
  need_tools mvn runc crun mount conmon busybox-static iptables ip docker-registry python3
  need_docker_client
  mkdir -p "$checkout/target"
  before=$(mktemp)
  "$checkout/itest/leakcheck.sh" record >"$before"
  find "$checkout" -path '*/target/*-reports/TEST-*.xml' -delete

  if grep -q spotless-maven-plugin "$checkout/pom.xml"; then
    say "checking the formatting"
    maven "$checkout/target/format.log" spotless:check || outcome=1
  fi
  say "running the tests"
  # Failed tests end no build, so that the modules after theirs are tested too: the summary counts
  # them. Each has a second go, and those that need it are named. A test JVM that dies has no report.
  maven "$checkout/target/test.log" --fail-at-end -Djdock.full=$full -Dtest.timeout=$timeout \
    -Dmaven.test.failure.ignore=true -Dsurefire.rerunFailingTestsCount=1 verify || outcome=1
  if grep -E 'The forked VM terminated|There was a timeout' "$checkout/target/test.log" >&2; then
    outcome=1
  else
    grep -E '^\[ERROR\] .*(FAILURE!|ERROR!)' -A 12 "$checkout/target/test.log" >&2 || true
  fi

  if $full; then
    say "running the checks of another host: cgroups v2 alone, and AppArmor"
    "$checkout/itest/hosts/run" || outcome=1
  fi

  "$checkout/itest/leakcheck.sh" compare "$before" >&2 || outcome=1
  rm -f "$before"
  "$JAVA_HOME/bin/java" "$checkout/itest/Summary.java" "$checkout" || outcome=1
  return $outcome
}
