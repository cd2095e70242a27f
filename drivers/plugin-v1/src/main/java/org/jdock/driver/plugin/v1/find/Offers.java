package org.jdock.driver.plugin.v1.find;

import java.util.Set;
import org.jdock.driver.plugin.v1.client.Plugin;

/** Is told what plugins offer; by several threads. */
@FunctionalInterface
public interface Offers {
  /** A plugin is there, or there again, and implements this kind. */
  void offer(Plugin plugin, PluginKind kind, Set<String> capabilities);
}
