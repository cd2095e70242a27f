package org.jdock.launcher.settings;

import org.jspecify.annotations.Nullable;

/** Each thing that can be set, by a flag or by a key of daemon.cfg: both have the same name. */
public enum Key {
  HOST("host", 'H', Kind.LIST, false, "address to listen on: unix:///path or tcp://host:port"),
  DATA_ROOT("data-root", null, Kind.TEXT, false, "folder for what outlives a reboot"),
  EXEC_ROOT("exec-root", null, Kind.TEXT, false, "folder for what does not"),
  PIDFILE("pidfile", 'p', Kind.TEXT, false, "file that names the daemon's process"),
  REGISTRY_MIRROR("registry-mirror", null, Kind.LIST, true, "tried before Docker Hub"),
  INSECURE_REGISTRY(
      "insecure-registry", null, Kind.LIST, true, "host:port or CIDR that may speak plain HTTP"),
  BIP("bip", null, Kind.TEXT, false, "address and range of the default bridge"),
  BRIDGE("bridge", 'b', Kind.TEXT, false, "link of the default bridge"),
  LOG_DRIVER("log-driver", null, Kind.TEXT, true, "log driver of containers that name none"),
  LOG_OPT("log-opt", null, Kind.PAIRS, true, "option name=value of that log driver"),
  STORAGE_DRIVER("storage-driver", 's', Kind.TEXT, false, "storage driver"),
  DEFAULT_RUNTIME("default-runtime", null, Kind.TEXT, true, "runtime of containers that name none"),
  SECURITY_PROFILE("security-profile", null, Kind.TEXT, true, "security driver"),
  DNS("dns", null, Kind.LIST, true, "name server for containers"),
  CGROUP_PARENT("cgroup-parent", null, Kind.TEXT, false, "cgroup above those of containers"),
  DRIVER_DIRECTORY(
      "driver-directory", null, Kind.TEXT, false, "folder whose driver bundles are installed"),
  DRIVER_INDEX("driver-index", null, Kind.LIST, true, "what 'driver search' looks in"),
  MAVEN_LOCAL("maven-local", null, Kind.TEXT, true, "local Maven repository"),
  MAVEN_REPOSITORY("maven-repository", null, Kind.LIST, true, "remote Maven repository"),
  STOP_TIMEOUT("stop-timeout", null, Kind.TEXT, true, "seconds that stop waits"),
  DRIVER_TRUST_LOCAL(
      "driver-trust-local",
      null,
      Kind.TEXT,
      true,
      "off, warn or require: drivers from this host that no trusted signer vouches for"),
  DRIVER_TRUST_NETWORK(
      "driver-trust-network", null, Kind.TEXT, true, "the same for drivers that are fetched"),
  DEBUG("debug", 'D', Kind.SWITCH, true, "say more in the daemon's log");

  /** How often, and in which shape. */
  enum Kind {
    /** The last one counts. */
    TEXT,
    /** All count. */
    LIST,
    /** All count, each as name=value. */
    PAIRS,
    /** True or false; as a flag, true by itself. */
    SWITCH
  }

  private final String text;
  private final @Nullable Character letter;
  private final Kind kind;
  private final boolean live;
  private final String help;

  Key(String text, @Nullable Character letter, Kind kind, boolean live, String help) {
    this.text = text;
    this.letter = letter;
    this.kind = kind;
    this.live = live;
    this.help = help;
  }

  /** The flag without its dashes, and the key. */
  public String text() {
    return text;
  }

  Kind kind() {
    return kind;
  }

  /** Whether a change takes effect without a restart. */
  public boolean isLive() {
    return live;
  }

  /** A line for {@code --help}. */
  String help() {
    var flag = (letter == null ? "    " : "-" + letter + ", ") + "--" + text;
    var value =
        switch (kind) {
          case TEXT -> " VALUE";
          case LIST -> " VALUE …";
          case PAIRS -> " NAME=VALUE …";
          case SWITCH -> "";
        };
    return "  %-36s %s%s".formatted(flag + value, help, live ? "" : " (not live)");
  }

  static @Nullable Key of(String text) {
    for (var key : values()) {
      if (key.text.equals(text)) {
        return key;
      }
    }
    return null;
  }

  static @Nullable Key of(char letter) {
    for (var key : values()) {
      if (key.letter != null && key.letter == letter) {
        return key;
      }
    }
    return null;
  }
}
