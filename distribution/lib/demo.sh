# jdock demo: a web page out of a container, with a private daemon and a registry on loopback.
# Everything it makes is below one folder, and is gone when it ends, however it ends.

demo_folder='' demo_daemon='' demo_registry='' demo_forward=''

run_demo() {
  need_root demo
  need_tools runtime conmon iptables ip docker-registry curl
  need_docker_client
  ready
  demo_forward=$(cat /proc/sys/net/ipv4/ip_forward)
  trap demo_cleanup EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  demo_folder=$(mktemp -d /var/lib/jdock-demo.XXXXXX)

  say "making a web image from Debian packages, and a registry that serves it"
  demo_start_registry
  say "starting a private daemon"
  demo_start_daemon

  local image=$demo_address/nginx:latest port
  port=$(demo_free_port)
  demo_show docker pull "$image"
  demo_show docker run -d --name web -p "$port:80" "$image"
  demo_page "$port"
  demo_show docker ps
  demo_show docker logs web
  demo_jdock driver list
  demo_upgrade
  demo_page "$port"
  demo_show docker logs --tail 1 web
  demo_jdock driver list
  demo_show docker rm -f web

  say "done. Next, an engine of your own and the docker command on it:"
  cat >&2 <<'TEXT'
    sudo ./jdock daemon &
    sudo docker -H unix:///run/jdock/jdock.sock version
    sudo ./jdock console
TEXT
}

# Sets demo_address to HOST:PORT of a registry that has nginx.
demo_start_registry() {
  local classes="$dist/lib/*${checkout:+:$checkout/itest/images/target/*}"
  mkfifo "$demo_folder/registry.in"
  : >"$demo_folder/registry.out"
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp "$classes" \
    org.jdock.itest.images.Main serve nginx <"$demo_folder/registry.in" >"$demo_folder/registry.out" 2>&1 &
  demo_registry=$!
  exec 8>"$demo_folder/registry.in"
  until demo_address=$(sed -n 's/^serving //p' "$demo_folder/registry.out") && [ -n "$demo_address" ]; do
    kill -0 "$demo_registry" 2>/dev/null || demo_fail "the registry did not start" "$demo_folder/registry.out"
    sleep 0.1
  done
}

demo_start_daemon() {
  export DOCKER_HOST=unix://$demo_folder/run/jdock.sock JDOCK_EXEC_ROOT=$demo_folder/run
  (run_java daemon org.jdock.launcher.Main daemon --host "$DOCKER_HOST" --data-root "$demo_folder/data" \
    --exec-root "$demo_folder/run" --pidfile "$demo_folder/pid") >"$demo_folder/daemon.log" 2>&1 8>&- &
  demo_daemon=$!
  until docker version >/dev/null 2>&1; do
    kill -0 "$demo_daemon" 2>/dev/null || demo_fail "the daemon did not start" "$demo_folder/daemon.log"
    sleep 0.1
  done
}

# Gives the running daemon the log driver once more, as a newer version.
demo_upgrade() {
  local jar version newer
  jar=$(find "$dist/drivers" -name '*log-json-file*.jar' | head -n 1)
  [ -n "$jar" ] || die "demo: no log driver in $dist/drivers"
  newer=$demo_folder/log-json-file-newer.jar
  cp "$jar" "$newer"
  version=$(unzip_manifest "$jar" | sed -n 's/^Bundle-Version: *\([0-9]*\.[0-9]*\)\.\([0-9]*\).*/\1 \2/p')
  version=${version% *}.$((${version#* } + 1))
  printf 'Bundle-Version: %s\n' "$version" >"$demo_folder/manifest"
  "$JAVA_HOME/bin/jar" --update --file "$newer" --manifest "$demo_folder/manifest" 2>/dev/null
  say "upgrading the log driver under the running container to $version"
  demo_jdock driver upgrade json-file "$newer"
}

unzip_manifest() {
  (cd "$demo_folder" && "$JAVA_HOME/bin/jar" --extract --file "$1" META-INF/MANIFEST.MF && tr -d '\r' <META-INF/MANIFEST.MF)
}

# The page on port $1. A server needs a moment to begin to listen.
demo_page() {
  printf '\n$ curl http://127.0.0.1:%s/\n' "$1"
  curl --silent --show-error --fail --retry 20 --retry-delay 1 --retry-connrefused --max-time 10 \
    "http://127.0.0.1:$1/" || die "demo: no page"
}

demo_free_port() {
  local port=8080
  while (exec 7<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
    port=$((port + 1))
  done
  echo $port
}

demo_show() {
  printf '\n$ %s\n' "$*"
  "$@"
}

demo_jdock() {
  printf '\n$ jdock %s\n' "$*"
  (run_java client org.jdock.client.Main "$@")
}

demo_fail() {
  cat "$2" >&2
  die "demo: $1"
}

demo_cleanup() {
  local status=$? target
  trap - EXIT INT TERM
  set +e
  [ -z "$demo_daemon" ] || {
    docker rm -f web >/dev/null 2>&1
    demo_stop "$demo_daemon"
  }
  exec 8>&-
  [ -z "$demo_registry" ] || demo_stop "$demo_registry"
  [ -z "$demo_folder" ] || {
    awk -v below="$demo_folder/" 'index($5, below) == 1 { print $5 }' /proc/self/mountinfo | sort -r |
      while read -r target; do umount "$target"; done
    rm -rf --one-file-system "$demo_folder"
  }
  # A bridge needs forwarding; it is left as it was found.
  [ -z "$demo_forward" ] || echo "$demo_forward" >/proc/sys/net/ipv4/ip_forward
  exit $status
}

# Asks process $1 to end, and insists after 15 seconds.
demo_stop() {
  kill -TERM "$1" 2>/dev/null
  for _ in $(seq 150); do
    kill -0 "$1" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL "$1" 2>/dev/null
  wait "$1" 2>/dev/null
}
