#!/usr/bin/env bash
# leakcheck.sh record          prints what this host has that a test could leave behind
# leakcheck.sh compare FILE    compares with an earlier record; any difference is printed and fails
# Looks at mounts, links, firewall rules, control groups, network namespaces and processes.
set -eu

mounts() { awk '{ split($0, half, " - "); split(half[2], fs, " "); print "mount " $5 " (" fs[1] ")" }' /proc/self/mountinfo; }

links() { ip -o link | awk -F': ' '{ sub(/@.*/, "", $2); print "link " $2 }'; }

rules() {
  local tool
  for tool in iptables ip6tables; do
    command -v "$tool-save" >/dev/null || continue
    # Built-in chains come with a table that is merely looked at; counters change by themselves.
    "$tool-save" 2>/dev/null | awk -v tool="$tool" '
      /^\*/ { table = substr($0, 2) }
      /^:/ && $2 == "-" { print "rule " tool " " table " chain " substr($1, 2) }
      /^-/ { print "rule " tool " " table " " $0 }'
  done
}

# systemd's own groups come and go.
cgroups() {
  find /sys/fs/cgroup -xdev -mindepth 1 -type d 2>/dev/null |
    grep -Ev '/(system|user|machine)\.slice(/|$)|/init\.scope(/|$)' | sed 's/^/cgroup /' || true
  local controller
  for controller in /sys/fs/cgroup/*/; do
    mountpoint -q "$controller" || continue
    find "$controller" -xdev -mindepth 1 -type d 2>/dev/null |
      grep -Ev '/(system|user|machine)\.slice(/|$)|/init\.scope(/|$)' | sed 's/^/cgroup /' || true
  done
}

namespaces() {
  local namespace
  for namespace in /run/netns/* /run/docker/netns/*; do
    [ ! -e "$namespace" ] || echo "netns $namespace"
  done
}

processes() {
  local folder name line
  for folder in /proc/[0-9]*; do
    name=$(cat "$folder/comm" 2>/dev/null) || continue
    line=$(tr '\0' ' ' <"$folder/cmdline" 2>/dev/null) || continue
    case $name in
      conmon | runc* | crun | docker-registry) ;;
      java) case $line in *org.jdock.*) ;; *) continue ;; esac ;;
      *) continue ;;
    esac
    echo "process ${folder#/proc/} $(printf '%.160s' "$line")"
  done
}

record() {
  {
    mounts
    links
    rules
    cgroups
    namespaces
    processes
  } | LC_ALL=C sort
}

case "${1:-}" in
  record) record ;;
  compare)
    [ $# -eq 2 ] || { echo "usage: leakcheck.sh compare FILE" >&2; exit 2; }
    # The kernel takes links and groups away a moment after it was asked to.
    for _ in 1 2 3 4 5 6 7 8 9 10; do
      difference=$(record | LC_ALL=C diff "$2" - | sed -n 's/^> /left behind: /p; s/^< /gone: /p') || true
      [ -n "$difference" ] || exit 0
      sleep 1
    done
    printf '%s\n' "$difference"
    exit 1
    ;;
  *) echo "usage: leakcheck.sh record | compare FILE" >&2; exit 2 ;;
esac
