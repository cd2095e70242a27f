package org.jdock.driver.plugin.v1;

import java.util.Set;
import org.jdock.driver.plugin.v1.client.Plugin;

/** A plugin, and what it said last of one kind that it implements. Thread-safe. */
final class Offer {
  private final Plugin plugin;
  private volatile Set<String> capabilities;

  Offer(Plugin plugin, Set<String> capabilities) {
    this.plugin = plugin;
    this.capabilities = Set.copyOf(capabilities);
  }

  Plugin plugin() {
    return plugin;
  }

  Set<String> capabilities() {
    return capabilities;
  }

  void declare(Set<String> now) {
    capabilities = Set.copyOf(now);
  }
}
