# shellcheck shell=bash
# What AppArmor alone keeps away: the other fences (seccomp, capabilities, read-only paths) are taken down.
bare=(--cap-add SYS_ADMIN --security-opt seccomp=unconfined --security-opt systempaths=unconfined)
current=(busybox cat /proc/self/attr/current)

holds "docker-default is in the kernel" grep -q '^docker-default (enforce)' /sys/kernel/security/apparmor/profiles
is "containers are under it" "docker-default (enforce)" busybox "${current[@]}"
# crun stacks the profile on its own then, as the kernel wants it: both hold.
is "with no-new-privileges too" "*docker-default*" busybox --security-opt no-new-privileges "${current[@]}"
is "not when unconfined" "unconfined" busybox --security-opt apparmor=unconfined "${current[@]}"
is "not when privileged" "unconfined" busybox --privileged "${current[@]}"

mount=(sh -c 'mkdir /m && mount -t tmpfs x /m')
is "mount is denied" "*ermission denied*" busybox "${bare[@]}" busybox "${mount[@]}"
is "and works unconfined" "" busybox "${bare[@]}" --security-opt apparmor=unconfined busybox "${mount[@]}"
is "sysrq-trigger is denied" "*ermission denied*" busybox "${bare[@]}" busybox sh -c 'echo h >/proc/sysrq-trigger'
is "and works unconfined" "" busybox "${bare[@]}" --security-opt apparmor=unconfined busybox sh -c 'echo h >/proc/sysrq-trigger'
is "core_pattern is denied" "*ermission denied*" busybox "${bare[@]}" busybox sh -c 'echo core >/proc/sys/kernel/core_pattern'
is "shm settings of its own namespace are not" "" busybox "${bare[@]}" busybox sh -c 'echo 1000 >/proc/sys/kernel/shmmni'

docker run -d --name armed busybox sleep 1000 >/dev/null
is "inspect tells it" "docker-default" inspected armed .AppArmorProfile
is "exec is under it" "docker-default (enforce)" docker exec armed cat /proc/self/attr/current
is "exec --privileged as well, as in Docker" "docker-default (enforce)" docker exec --privileged armed cat /proc/self/attr/current
is "a process signals its neighbours" "" docker exec armed sh -c 'sleep 100 & kill $!'
holds "stop reaches it" docker stop -t 1 armed
is "inspect of unconfined" "unconfined" sh -c 'docker inspect -f "{{.AppArmorProfile}}" $(docker create --security-opt apparmor=unconfined busybox true)'

apparmor_parser -Kr <<'PROFILE'
profile jdock-hosts-own flags=(attach_disconnected,mediate_deleted) {
  file,
  signal,
  network,
  capability,
  deny /etc/passwd r,
}
PROFILE
is "a profile of one's own" "*ermission denied*" busybox --security-opt apparmor=jdock-hosts-own busybox cat /etc/passwd
is "one that is not loaded is refused" "*no-such-profile*" busybox --security-opt apparmor=no-such-profile busybox true
is "and nothing of it runs" "" docker ps -q

apparmor_parser -R <<<'profile docker-default {}'
is "taken out of the kernel, it is loaded again" "docker-default (enforce)" busybox "${current[@]}"
