# Finds a JDK and starts Java with the flags of each role.

java_needed=25
java_remedy="no JDK $java_needed: unpack one (https://adoptium.net/temurin/releases/?version=$java_needed) \
under /usr/lib/jvm, or point JAVA_HOME at one"

# Prints the major version of the JDK in $1, or nothing.
java_major() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Sets JAVA_HOME to a JDK that is new enough; fails if there is none.
find_java() {
  local candidate major on_path=''
  on_path=$(command -v java || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*"$java_needed"* /usr/lib/jvm/* "$on_path"; do
    [ -n "$candidate" ] || continue
    major=$(java_major "$candidate")
    if [ "${major:-0}" -ge "$java_needed" ] && { [ -z "$checkout" ] || [ -x "$candidate/bin/javac" ]; }; then
      export JAVA_HOME=$candidate
      return 0
    fi
  done
  return 1
}

need_java() {
  find_java && return
  if available openjdk-$java_needed-jdk-headless; then
    install_packages openjdk-$java_needed-jdk-headless
  fi
  find_java || die "$java_remedy"
}

# run_java ROLE CLASS [ARGUMENT…]: becomes that Java program.
run_java() {
  local role=$1 class=$2 LC_ALL=C
  shift 2
  local flags=(-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:-UsePerfData
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow "-Djdock.home=$dist")
  case $role in
    daemon) flags+=(-Xms16m -Xmn8m -Xmx256m -Xss512k -XX:ReservedCodeCacheSize=32m
      -Xlog:disable -Xlog:all=warning,aot*=off,cds*=off:stderr) ;;
    client) flags+=(-Xmn4m -Xmx64m -XX:TieredStopAtLevel=1) ;;
  esac
  # shellcheck disable=SC2206 # options are words
  flags+=(${JDOCK_JAVA_OPTS:-})
  # Spelled out, and in the same order each time: a cache is for one class path only.
  local jars=("$dist"/lib/*.jar)
  if [ "$role" = bench ]; then
    # No part of the distribution: what measures it lies in the checkout.
    jars=("$checkout"/itest/{bench,engine,images}/target/jdock-itest-*.jar "${jars[@]}")
    flags+=("-Djdock.distribution=$dist")
  fi
  if [ "$role" = daemon ] && want_cache; then
    local cache
    cache=$(cache_file "${flags[@]}" "${jars[@]}")
    if [ -e "$cache" ]; then
      flags+=("-XX:AOTCache=$cache")
    else
      flags+=("-Djdock.aot=$cache")
    fi
  fi
  exec "$JAVA_HOME/bin/java" "${flags[@]}" -cp "$(IFS=: && printf %s "${jars[*]}")" "$class" "$@"
}

# Whether the daemon starts from an ahead-of-time cache: a distribution does, unless JDOCK_AOT=0; a
# checkout changes all the time, and does with JDOCK_AOT=1 only.
want_cache() {
  if [ -n "$checkout" ]; then
    [ "${JDOCK_AOT:-0}" = 1 ]
  else
    [ "${JDOCK_AOT:-1}" = 1 ]
  fi
}

# Prints the cache's path for these flags and jars. The JVM does not look whether the jars are still
# those that the cache was made from: it would silently run the old code. So the name holds all that
# matters. A jar's size and the time of its last change of any kind, which nobody can set, say as
# much as its digest, and cost a hundredth of it.
cache_file() {
  local folder=$dist/aot key
  [ -w "$dist" ] || folder=/var/cache/jdock
  key=$({
    cat "$JAVA_HOME/release"
    printf '%s\n' "$@"
    stat -L -c '%n %i %s %.9Y %.9Z' "${jars[@]}"
  } | sha256sum)
  printf '%s/%.16s.aot' "$folder" "$key"
}
