package org.jdock.driver.plugin.v1;

import java.time.Duration;
import java.util.function.Supplier;
import org.jdock.driver.plugin.v1.client.Patience;
import org.jdock.driver.plugin.v1.find.PluginKind;
import org.jdock.driver.plugin.v1.find.Settings;
import org.jdock.driver.plugin.v1.log.PluginLogDriver;
import org.jdock.driver.plugin.v1.network.PluginNetworkDriver;
import org.jdock.driver.plugin.v1.volume.PluginVolumeDriver;
import org.jdock.spi.Driver;

/**
 * Makes drivers over plugins.
 *
 * @param settings as they are now
 */
record Drivers(Supplier<Settings> settings) {
  Driver make(PluginKind kind, Offer offer) {
    return switch (kind) {
      case VOLUME -> new PluginVolumeDriver(offer.plugin(), offer::capabilities, this::work);
      case LOG -> new PluginLogDriver(offer.plugin(), offer::capabilities, this::work);
      case NETWORK -> new PluginNetworkDriver(offer.plugin(), this::work);
    };
  }

  private Patience work() {
    Duration retry = settings.get().retry();
    return Patience.work(retry);
  }
}
