# shellcheck shell=bash
# The daemon, and small questions to it.

export DOCKER_HOST=unix:///run/jdock/jdock.sock
log=/tmp/daemon.log

# start_daemon CGROUP: in that one, or in ours if it is empty; waits until it answers.
start_daemon() {
  local group=$1
  (
    [ -z "$group" ] || echo "$BASHPID" >"/sys/fs/cgroup/$group/cgroup.procs"
    # Without the optimizing compiler, whose work costs more here than it saves.
    exec env JDOCK_NO_INSTALL=1 JDOCK_AOT=0 JDOCK_JAVA_OPTS=-XX:TieredStopAtLevel=1 /opt/jdock/jdock daemon
  ) >>"$log" 2>&1 &
  daemon=$!
  eventually docker version >/dev/null 2>&1 || {
    cat "$log"
    echo "hosts: the daemon does not answer"
    exit 2
  }
}

stop_daemon() {
  kill "$daemon"
  wait "$daemon"
}

busybox() { docker run --rm "$@"; }

inspected() { docker inspect -f "{{$2}}" "$1"; }

state_is() { [ "$(inspected "$1" .State.Status)" = "$2" ]; }

# The files of a container's own control group, as the host sees them.
of_group() { cat "/sys/fs/cgroup/jdock/$(inspected "$1" .Id)/$2"; }

page() { curl -fsS -m 20 http://127.0.0.1:8080/; }
