# What the script says: steps and errors, always on stderr.

say() { printf 'jdock: %s\n' "$*" >&2; }

die() {
  say "$*"
  exit 1
}

need_root() {
  [ "$(id -u)" = 0 ] || die "$1 needs root: sudo ./jdock $1"
}
