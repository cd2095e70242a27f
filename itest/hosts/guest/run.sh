# shellcheck shell=bash
is "run --rm" "hi" busybox busybox echo hi
is "exit code of a program" "7" sh -c 'docker run --rm busybox sh -c "exit 7"; echo $?'
is "a container has a cgroup namespace of its own" "0::/" busybox busybox cat /proc/self/cgroup
is "and can't write its group" "*Read-only*" busybox busybox sh -c 'echo 1 >/sys/fs/cgroup/pids.max'
holds "run -d -p" docker run -d --name web -p 8080:80 nginx
is "its page" "*html*" eventually page
is "exec" "web-exec" docker exec web echo web-exec
holds "pause" docker pause web
is "is frozen" "frozen 1" sh -c 'grep -h "frozen 1" /sys/fs/cgroup/jdock/*/cgroup.events'
is "no page while paused" "*" sh -c '! curl -fsS -m 2 http://127.0.0.1:8080/ >/dev/null 2>&1'
holds "unpause" docker unpause web
holds "the page again" eventually page
holds "stop" docker stop web
is "its exit code" "exited 0" inspected web '.State.Status}} {{.State.ExitCode'
holds "start" docker start web
holds "the page after start" eventually page
holds "kill" docker kill web
is "its exit code after kill" "137" docker wait web
holds "rm" docker rm web
