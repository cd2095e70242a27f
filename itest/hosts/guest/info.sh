# shellcheck shell=bash
is "cgroups are version 2" "2" docker info -f '{{.CgroupVersion}}'
is "the driver of cgroups is cgroupfs" "cgroupfs" docker info -f '{{.CgroupDriver}}'
is "the module of overlay2, which nobody had loaded, is loaded" "overlay2" docker info -f '{{.Driver}}'
is "AppArmor is among the security options" "*name=apparmor*name=seccomp*name=cgroupns*" docker info -f '{{.SecurityOptions}}'
is "the host's name and system" "jdock-host Debian GNU/Linux 13 (trixie)" docker info -f '{{.Name}} {{.OperatingSystem}}'
docker info 2>&1 | sed 's/^/      | /'
