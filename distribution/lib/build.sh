# Builds a checkout when something changed. Maven takes as long to find out that nothing did as to
# build everything, so file times decide.

build_sources() {
  local roots=() root
  for root in pom.xml .mvn bundles drivers itest distribution config; do
    [ ! -e "$checkout/$root" ] || roots+=("$checkout/$root")
  done
  find "${roots[@]}" -name target -prune -o -type f "$@" -print
}

# What was built, apart from times: the JDK and the names of all sources (a removed one is a change).
build_identity() {
  printf '%s\n' "$JAVA_HOME"
  build_sources | LC_ALL=C sort
}

is_fresh() {
  local stamp=$checkout/target/built
  [ -e "$stamp" ] && [ -d "$dist/lib" ] || return 1
  [ -z "$(build_sources -newer "$stamp" | head -n 1)" ] || return 1
  build_identity | cmp -s - "$stamp"
}

# Sees to it that there is a JDK and, in a checkout, that the build is up to date.
ready() {
  [ -z "$checkout" ] || has_engine || die "this checkout has no engine yet, only what it is made of: ./jdock test and ./jdock build work (README.md)"
  need_java
  [ -z "$checkout" ] || is_fresh || build_now
}

# Whether there is something to start: the engine's distribution is a module of the build.
has_engine() { [ -e "$checkout/distribution/pom.xml" ]; }

build_now() {
  [ -n "$checkout" ] || die "nothing to build: this is a distribution"
  need_java
  need_tools mvn
  mkdir -p "$checkout/target"
  exec 9>"$checkout/target/lock"
  flock -n 9 || {
    say "waiting for another build"
    flock 9
  }
  if is_fresh; then
    say "up to date"
  else
    build_identity >"$checkout/target/built.new"
    maven "$checkout/target/build.log" -DskipTests package
    ! has_engine || [ -d "$dist/lib" ] || die "the build made no distribution in $dist"
    mv "$checkout/target/built.new" "$checkout/target/built"
  fi
  exec 9>&-
}

# maven LOG ARGUMENT…: shows the modules as they come, and an error in full.
maven() {
  local log=$1 status=0
  shift
  export MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
  # Signals as for a command at a prompt, also where ours started in the background and ignores some.
  env --default-signal=HUP,INT,QUIT mvn -B -Dstyle.color=never -f "$checkout/pom.xml" "$@" 2>&1 9>&- | tee "$log" | maven_progress || status=1
  if [ $status -ne 0 ]; then
    grep -E '^\[ERROR\]|^ERROR|^Error' "$log" >&2 || tail -n 40 "$log" >&2
    say "the build failed; all of it is in $log"
  fi
  return $status
}

# Reads Maven's lines; fails unless it says that the build was a success.
maven_progress() {
  local line outcome=1
  while IFS= read -r line; do
    case $line in
      "[INFO] Building "*"["*"]") progress "$(echo ${line#"[INFO] Building "})" ;;
      "[INFO] Running "*) progress "  ${line#"[INFO] Running "}" ;;
      *"BUILD SUCCESS"*) outcome=0 ;;
    esac
  done
  [ ! -t 2 ] || printf '\r\033[K' >&2
  return $outcome
}

# One line that changes on a terminal; a line a module elsewhere.
progress() {
  if [ -t 2 ]; then
    printf '\r\033[K%.78s' "$1" >&2
  else
    printf '%s\n' "$1" >&2
  fi
}
