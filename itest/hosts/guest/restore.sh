# shellcheck shell=bash
docker run -d --name lives -p 8080:80 nginx >/dev/null
docker run -d --name counts busybox sh -c 'i=0; while :; do echo $i; i=$((i+1)); sleep 0.2; done' >/dev/null
docker run -d --name again --restart=always busybox sh -c 'sleep 3; exit 3' >/dev/null
docker run -d --name ends busybox sh -c 'sleep 8; exit 5' >/dev/null
eventually page >/dev/null
# shellcheck disable=SC2154 # of engine.sh
kill -9 "$daemon"
wait "$daemon" 2>/dev/null
holds "after kill -9 the page is still there" page
sleep 10

# This time where systemd would have it, in a group of its own below which nothing may be limited.
mkdir -p /sys/fs/cgroup/system.slice/jdock.service
start_daemon system.slice/jdock.service
is "the new daemon sits in a service's group" "0::/system.slice/jdock.service" cat "/proc/$daemon/cgroup"
is "what ran is adopted" "running" inspected lives .State.Status
holds "the page is served" page
is "what ended meanwhile tells its exit code" "exited 5" inspected ends '.State.Status}} {{.State.ExitCode'
restarted() { (($(inspected again .RestartCount) >= 1)); }
holds "restart=always goes on" eventually restarted
is "no line is lost or doubled" "" sh -c 'docker logs counts | awk "\$1 != NR - 1 { print \"line \" NR \" is \" \$1; exit }"'
is "run from there" "hi" busybox --memory=64m busybox echo hi
is "limits from there" "67108864" busybox --memory=64m busybox cat /sys/fs/cgroup/memory.max
holds "rm -f of all" docker rm -f lives counts again ends
is "no container's group is left" "" find /sys/fs/cgroup/jdock -mindepth 1 -type d
