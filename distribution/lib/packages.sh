# Installs the Debian packages that a command needs, if they are missing. Nothing is installed
# unless we are root; JDOCK_NO_INSTALL=1 refuses. No service is started by it.

tools_dir=${checkout:-$dist}/.tools
PATH=$tools_dir/bin:$PATH:/usr/sbin:/sbin
export PATH

# Prints the package that has the tool $1.
package_of() {
  case $1 in
    dockerd) echo docker.io ;;
    mke2fs) echo e2fsprogs ;;
    qemu-system-x86_64) echo qemu-system-x86 ;;
    xz) echo xz-utils ;;
    ip) echo iproute2 ;;
    mvn) echo maven ;;
    runtime) if candidate crun; then echo crun; else echo runc; fi ;; # crun takes half as long
    *) echo "$1" ;;
  esac
}

have() {
  case $1 in
    runtime) command -v runc >/dev/null || command -v crun >/dev/null ;;
    busybox-static) dpkg -s busybox-static >/dev/null 2>&1 ;; # the package busybox has one that is linked
    *) command -v "$1" >/dev/null ;;
  esac
}

# need_tools TOOL…: installs what is missing, or ends with one line that says what to do.
need_tools() {
  local tool missing=()
  for tool in "$@"; do
    have "$tool" || missing+=("$(package_of "$tool")")
  done
  [ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}"
}

# Like need_tools, but goes on without what can't be had: the daemon itself says what is missing.
want_tools() {
  local tool missing=()
  for tool in "$@"; do
    have "$tool" || missing+=("$(package_of "$tool")")
  done
  [ ${#missing[@]} -eq 0 ] || (install_packages "${missing[@]}") || true
}

# Whether apt knows a version of package $1; asks for new lists once.
available() {
  command -v apt-cache >/dev/null || return 1
  if [ -z "${apt_updated:-}" ] && ! candidate "$1" && may_install; then
    update_lists
  fi
  candidate "$1"
}

candidate() {
  LC_ALL=C apt-cache policy "$1" 2>/dev/null | grep -q '^  Candidate: [^(]'
}

may_install() {
  [ "${JDOCK_NO_INSTALL:-}" != 1 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null
}

update_lists() {
  apt_updated=1
  say "asking for the package lists"
  apt-get update -qq >/dev/null 2>&1 || say "apt-get update failed; going on with the old lists"
}

install_packages() {
  may_install || die "missing: $*. Install them: sudo apt-get install --no-install-recommends $*"
  local package log
  for package in "$@"; do
    available "$package" || die "this Debian has no package $package"
  done
  say "installing $*"
  log=$(mktemp)
  if ! apt_install "$@" >"$log" 2>&1; then
    # The lists may be older than the mirror.
    [ -n "${apt_updated:-}" ] || update_lists
    apt_install "$@" >"$log" 2>&1 || {
      cat "$log" >&2
      rm -f "$log"
      die "could not install $*"
    }
  fi
  rm -f "$log"
}

# A policy that forbids starting services holds while packages are unpacked; a registry that a
# package brings as a service is not to hold port 5000 after the next boot either.
apt_install() (
  policy=/usr/sbin/policy-rc.d
  if [ ! -e $policy ]; then
    trap 'rm -f $policy' EXIT
    printf '#!/bin/sh\nexit 101\n' >$policy
    chmod 755 $policy
  fi
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" || exit 1
  [ -d /run/systemd/system ] || exit 0
  case " $* " in
    *" docker-registry "*) systemctl disable docker-registry || true ;;
    *" docker.io "*) systemctl disable docker.service docker.socket containerd.service || true ;;
  esac
)

# The docker client alone: its own package, or the one program out of docker.io, whose service is
# not wanted here.
need_docker_client() {
  have docker && return
  if available docker-cli; then
    install_packages docker-cli
  elif available docker.io; then
    may_install || die "missing: the docker client"
    say "taking the docker client out of docker.io"
    local folder
    folder=$(mktemp -d)
    (cd "$folder" && apt-get download -qq -o APT::Sandbox::User=root docker.io >/dev/null) || die "could not download docker.io"
    mkdir -p "$tools_dir/bin"
    dpkg-deb --fsys-tarfile "$folder"/docker.io_*.deb | tar -xO ./usr/bin/docker >"$tools_dir/bin/docker.new"
    chmod 755 "$tools_dir/bin/docker.new"
    mv "$tools_dir/bin/docker.new" "$tools_dir/bin/docker"
    rm -rf "$folder"
  else
    die "no docker client: this Debian has neither docker-cli nor docker.io"
  fi
}
