package org.jdock.spi.volume;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdock.spi.Driver;
import org.jdock.spi.DriverException;
import org.osgi.annotation.versioning.ConsumerType;

/** Keeps named volumes: directories that outlive containers. */
@ConsumerType
public interface VolumeDriver extends Driver {
  /** Capability: a volume is the same on every host of a cluster, not only on this one. */
  String GLOBAL = "global";

  /**
   * Makes a volume; nothing happens when there is one with the same options.
   *
   * @param name {@code [a-zA-Z0-9][a-zA-Z0-9_.-]*}
   * @throws DriverException CONFLICT when there is one with other options
   */
  void create(String name, Map<String, String> options) throws DriverException;

  /**
   * Deletes a volume and its data; nothing happens when there is none.
   *
   * @throws DriverException CONFLICT while it is mounted
   */
  void remove(String name) throws DriverException;

  /**
   * Makes a volume's data available.
   *
   * @param holder who needs it; the same holder may mount again
   * @return an absolute directory
   * @throws DriverException NOT_FOUND
   */
  Path mount(String name, String holder) throws DriverException;

  /** Says that a holder needs it no longer; nothing happens when it did not. */
  void unmount(String name, String holder) throws DriverException;

  /**
   * What is known of a volume.
   *
   * @throws DriverException NOT_FOUND
   */
  VolumeInfo stat(String name) throws DriverException;

  /** All volumes, in no order. */
  List<VolumeInfo> list() throws DriverException;
}
