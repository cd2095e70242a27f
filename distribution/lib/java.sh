# Finds a JDK and starts Java with the flags of each role.

java_needed=25
java_remedy="no JDK $java_needed: unpack one (https://adoptium.net/temurin/releases/?version=$java_needed) \
under /usr/lib/jvm, or point JAVA_HOME at one"

# Sets java_version to the major version of the JDK in $1, or to 0. Without a process of its own:
# the client is to be fast.
java_version() {
  local line
  java_version=0
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=*)
        line=${line#JAVA_VERSION=\"}
        java_version=${line%%[!0-9]*}
        return 0
        ;;
    esac
  done <"$1/release"
}

is_new_enough() {
  [ -n "$1" ] || return 1
  java_version "$1"
  [ "${java_version:-0}" -ge "$java_needed" ] && { [ -z "$checkout" ] || [ -x "$1/bin/javac" ]; }
}

# Sets JAVA_HOME to a JDK that is new enough; fails if there is none.
find_java() {
  local candidate on_path
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*"$java_needed"* /usr/lib/jvm/*; do
    if is_new_enough "$candidate"; then
      export JAVA_HOME=$candidate
      return 0
    fi
  done
  on_path=$(command -v java) || return 1
  on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  is_new_enough "$on_path" || return 1
  export JAVA_HOME=$on_path
}

need_java() {
  find_java && return
  if available openjdk-$java_needed-jdk-headless; then
    install_packages openjdk-$java_needed-jdk-headless
  fi
  find_java || die "$java_remedy"
}

# run_java ROLE CLASS [ARGUMENT…]: becomes that Java program. Roles: daemon, client, bench.
run_java() {
  local role=$1 class=$2
  shift 2
  # For names of files and arguments that are not ASCII; messages stay English.
  export LC_ALL=C.UTF-8
  # The launcher's first: it has what log4j would look for in all of them.
  local jar jars=("$dist"/lib/jdock-launcher-*.jar)
  for jar in "$dist"/lib/*.jar; do
    [ "$jar" = "${jars[0]}" ] || jars+=("$jar")
  done
  local flags=(-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:-UsePerfData
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow "-Djdock.home=$dist")
  case $role in
    daemon)
      # The optimizing compiler for what runs long only: what every start and every request does is
      # compiled as in the training, see Training.
      flags+=(-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000
        -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000)
      # jnr makes its bindings call by call and not all at once: 50 ms of every start, and a request
      # takes as long.
      flags+=(-Djnr.ffi.asm.enabled=false)
      # What the cache knows is compiled after 512 calls, not 128: a tenth less work at a start.
      flags+=(-XX:Tier0InvokeNotifyFreqLog=9)
      # Reflection is for what is made once: method handles for it cost 60 ms of every start. And
      # there is no other XML parser to look for in every jar.
      flags+=(-Djdk.reflect.useNativeAccessorOnly=true
        -Djavax.xml.parsers.SAXParserFactory=com.sun.org.apache.xerces.internal.jaxp.SAXParserFactoryImpl)
      # All garbage is collected when half the room for compiled code was used anew (with 32 MB
      # it was a twelfth), and with 21 MB for classes each 50 upgrades of drivers: the longest stall of
      # all. Room is not memory.
      flags+=(-XX:ReservedCodeCacheSize=128m -XX:SweeperThreshold=50 -XX:MetaspaceSize=48m)
      # With 8 MB for what is new much of it was promoted before it died: under load a full collection
      # of 250 MB (115 ms) every two minutes, and a slower start. 24 MB cost 6 at idle.
      flags+=(-Xms32m -Xmn24m -Xmx256m -Xss512k
        "-Djffi.boot.library.path=$dist/lib/jni/$HOSTTYPE-Linux"
        -Xlog:disable -Xlog:all=warning,aot*=off,cds*=off:stderr)
      ;;
    client)
      flags+=(-Xmn4m -Xmx64m -XX:TieredStopAtLevel=1 -Xlog:disable -Xlog:all=warning,aot*=off,cds*=off:stderr)
      jars=("$dist"/lib/jdock-client-*.jar)
      ;;
    bench)
      [ -n "$checkout" ] || die "bench: only in a checkout"
      flags+=("-Djdock.distribution=$dist")
      jars+=("$checkout"/itest/{bench,engine,images}/target/jdock-*.jar)
      ;;
  esac
  # shellcheck disable=SC2206 # options are words
  flags+=(${JDOCK_JAVA_OPTS:-})
  case $role in
    daemon) daemon_cache ;;
    client) client_cache "$class" "$@" ;;
  esac
  # The jars are spelled out, and in the same order each time: a cache is for one class path only.
  exec "$JAVA_HOME/bin/java" "${flags[@]}" -cp "$(IFS=: && printf %s "${jars[*]}")" "$class" "$@"
}

# Whether Java starts from an ahead-of-time cache: a distribution does, unless JDOCK_AOT=0; a
# checkout changes all the time, and does with JDOCK_AOT=1 only.
want_cache() {
  if [ -n "$checkout" ]; then
    [ "${JDOCK_AOT:-0}" != 0 ]
  else
    [ "${JDOCK_AOT:-1}" != 0 ]
  fi
}

# Sets cache_folder; its name in the place that all share says whose it is.
find_cache_folder() {
  cache_folder=$dist/aot
  [ -w "$dist" ] || cache_folder=/var/cache/jdock/${dist//\//_}
}

# Adds the flags for the daemon's cache and for what is known of its jars. The JVM does not look
# whether the jars are still those that the cache was made from: it would silently run the old code.
# So the name holds all that matters, first the jars and then the rest. A jar's size and the time of
# its last change of any kind, which nobody can set, say as much as its digest, and cost a hundredth
# of it.
daemon_cache() {
  local cache_folder of_jars of_flags _
  find_cache_folder
  {
    read -r of_jars _
    read -r of_flags _
  } < <(sha256sum <(stat -L -c '%n %i %s %.9Y %.9Z' "${jars[@]}") \
    <(cat "$JAVA_HOME/release" && printf '%s\n' "${flags[@]}"))
  of_jars=${of_jars:0:16}
  flags+=("-Djdock.index=$cache_folder/$of_jars.index")
  want_cache || return 0
  local cache=$cache_folder/$of_jars-${of_flags:0:16}.aot
  if [ -e "$cache" ]; then
    flags+=("-XX:AOTCache=$cache")
  else
    flags+=("-Djdock.aot=$cache")
  fi
}

# The same for the client. Its cache comes about while the daemon's does, with JDOCK_AOT=train.
client_cache() {
  want_cache && [ -z "${JDOCK_JAVA_OPTS:-}" ] || return 0
  local cache_folder stamp cache
  find_cache_folder
  stamp=$(stat -L -c '%i-%s-%.9Y-%.9Z' "$JAVA_HOME/release" "${jars[0]}")
  cache=$cache_folder/client-${stamp/$'\n'/-}.aot
  if [ -e "$cache" ]; then
    flags+=("-XX:AOTCache=$cache")
  elif [ "${JDOCK_AOT:-}" = train ]; then
    "$JAVA_HOME/bin/java" "${flags[@]}" "-XX:AOTCacheOutput=$cache_folder/new-client.aot" -cp "${jars[0]}" "$@" &&
      mv "$cache_folder/new-client.aot" "$cache"
    exit
  fi
}
