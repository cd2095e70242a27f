# shellcheck shell=bash
docker run -d --name limited --memory=64m --cpus=0.50 --pids-limit=17 --cpu-shares=512 busybox sleep 1000 >/dev/null
is "--memory" "67108864" of_group limited memory.max
is "--memory, swap beside it" "67108864" of_group limited memory.swap.max
is "--cpus" "50000 100000" of_group limited cpu.max
is "--pids-limit" "17" of_group limited pids.max
is "--cpu-shares" "20" of_group limited cpu.weight
is "seen from within" "67108864" docker exec limited cat /sys/fs/cgroup/memory.max
is "no more processes than that" "*can't fork*" docker exec limited sh -c 'for i in $(seq 30); do sleep 5 & done'
docker rm -f limited >/dev/null

docker run --name hog --memory=64m --memory-swap=64m busybox sh -c 'x=x; while :; do x=$x$x; done' >/dev/null 2>&1
is "out of memory is 137 and told" "137 true" inspected hog '.State.ExitCode}} {{.State.OOMKilled'
docker rm hog >/dev/null

docker run -d --name busy --cpus=0.50 busybox sh -c 'while :; do :; done' >/dev/null
used() { of_group busy cpu.stat | sed -n 's/^usage_usec //p'; }
sleep 2
# By the clock: an emulated processor sleeps longer than it was told to.
before=$(used) begin=$(date +%s%N)
sleep 6
share=$((($(used) - before) * 100000 / ($(date +%s%N) - begin)))
if ((share >= 35 && share <= 60)); then
  pass "a busy loop gets half a processor ($share %)"
else
  fail "a busy loop gets half a processor" "$share %"
fi
docker rm -f busy >/dev/null
