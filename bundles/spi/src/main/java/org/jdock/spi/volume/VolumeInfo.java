package org.jdock.spi.volume;

import java.time.Instant;
import java.util.Map;

/**
 * What is known of a volume.
 *
 * @param name the volume's
 * @param mountpoint where its data is or would be; empty when that is known only while mounted
 * @param created when
 * @param options as given at creation
 */
public record VolumeInfo(
    String name, String mountpoint, Instant created, Map<String, String> options) {
  /** Keeps its own copy. */
  public VolumeInfo {
    options = Map.copyOf(options);
  }
}
