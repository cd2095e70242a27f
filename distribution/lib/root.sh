# In a chroot, a runtime's exec lands outside the container: entering a mount namespace leads to the
# namespace's root, and that is another directory than ours. So make ours its root, in a namespace
# of its own, before anything else is started.

# Whether our root is a whole file system, and the first process's too: so it is on a host, where the
# look below need not be paid for.
is_hosts_root() {
  local of='' root at _
  while read -r _ _ _ root at _; do
    [ "$at" != / ] || of=$root
  done </proc/self/mountinfo
  [ "$of" = / ] && [ / -ef /proc/1/root ]
}

# in_own_root COMMAND…: goes on if our root is the namespace's, else begins anew where it is.
in_own_root() {
  if [ -n "${JDOCK_DIRECTORY:-}" ]; then
    cd "$JDOCK_DIRECTORY"
    unset JDOCK_DIRECTORY
  fi
  [ "$EUID" = 0 ] && [ -z "${JDOCK_OWN_ROOT:-}" ] && ! is_hosts_root || return 0
  local namespace
  namespace=$(nsenter --mount=/proc/self/ns/mnt stat -c %d:%i / 2>/dev/null) || return 0
  [ "$namespace" != "$(stat -c %d:%i /)" ] || return 0
  need_tools mount
  export JDOCK_OWN_ROOT=1 JDOCK_DIRECTORY=$PWD
  cd /
  # shellcheck disable=SC2016 # for the inner shell
  exec unshare --mount nsenter --mount=/proc/self/ns/mnt --wd=. /bin/sh -c '
    mount --rbind . . && cd "$(pwd -P)" && pivot_root . . && umount -l . &&
      exec "$@"' sh "$@"
}
