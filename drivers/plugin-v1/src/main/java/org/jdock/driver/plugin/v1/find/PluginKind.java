package org.jdock.driver.plugin.v1.find;

import com.google.gson.JsonObject;
import java.util.Set;
import java.util.TreeSet;
import org.jdock.driver.plugin.v1.client.Json;
import org.jdock.driver.plugin.v1.client.Patience;
import org.jdock.driver.plugin.v1.client.Plugin;
import org.jdock.driver.plugin.v1.client.Refusal;
import org.jdock.spi.Driver;
import org.jdock.spi.DriverException;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.network.NetworkDriver;
import org.jdock.spi.volume.VolumeDriver;

/** What a plugin may implement, in the protocol's words and in ours. */
public enum PluginKind {
  /** Volumes. */
  VOLUME("VolumeDriver", "VolumeDriver.Capabilities", VolumeDriver.class),
  /** Logs. */
  LOG("LogDriver", "LogDriver.Capabilities", LogDriver.class),
  /** Networks. */
  NETWORK("NetworkDriver", "NetworkDriver.GetCapabilities", NetworkDriver.class);

  private final String word;
  private final String question;
  private final Class<? extends Driver> type;

  PluginKind(String word, String question, Class<? extends Driver> type) {
    this.word = word;
    this.question = question;
    this.type = type;
  }

  /** In the list of what a plugin implements. */
  String word() {
    return word;
  }

  /** The kind of driver that it becomes. */
  public Class<? extends Driver> type() {
    return type;
  }

  /** Asks a plugin; one that does not know the question has none. */
  Set<String> capabilities(Plugin plugin) throws DriverException {
    JsonObject answer;
    try {
      answer = plugin.call(question, new JsonObject(), Patience.question());
    } catch (Refusal e) {
      return Set.of();
    }
    var found = new TreeSet<String>();
    switch (this) {
      case VOLUME -> {
        if (Json.text(Json.object(answer, "Capabilities"), "Scope").equals("global")) {
          found.add(VolumeDriver.GLOBAL);
        }
      }
      case LOG -> {
        if (Json.truth(Json.object(answer, "Cap"), "ReadLogs")) {
          found.add(LogDriver.READ);
        }
      }
      case NETWORK -> {
        // Its scopes say how a cluster shares it; there is no cluster here.
      }
    }
    return Set.copyOf(found);
  }
}
