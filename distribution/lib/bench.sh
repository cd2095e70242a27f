# The benchmarks.

# run_bench [NAME…]: both engines on the same cgroups. crun refuses hybrid ones, and dockerd knows no
# way round that, so the almost empty v2 tree beside the v1 controllers is out of sight here.
run_bench() {
  if mountpoint -q /sys/fs/cgroup/unified; then
    # shellcheck disable=SC2016 # for the inner shell
    exec unshare --mount /bin/sh -c 'umount /sys/fs/cgroup/unified && exec "$@"' sh \
      "$self" bench "$@"
  fi
  "$dist/jdock" cache
  run_java bench org.jdock.itest.bench.Main "$@"
}
