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
  local role=$1 class=$2
  shift 2
  local flags=(-XX:+UseSerialGC -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED
    --sun-misc-unsafe-memory-access=allow)
  case $role in
    daemon) flags+=(-Xmn8m -Xmx256m -XX:ReservedCodeCacheSize=32m) ;;
    client) flags+=(-Xmn4m -Xmx64m -XX:TieredStopAtLevel=1) ;;
  esac
  # shellcheck disable=SC2086 # options are words
  exec "$JAVA_HOME/bin/java" "${flags[@]}" ${JDOCK_JAVA_OPTS:-} -cp "$dist/lib/*" "$class" "$@"
}
