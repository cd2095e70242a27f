package org.jdock.spi.storage;

import java.util.List;

/**
 * A mount as mount(8) takes it; the engine chooses the target.
 *
 * @param type file system type, or {@code bind}
 * @param source the device or directory
 * @param options such as {@code ro}, {@code lowerdir=/a:/b}
 */
public record Mount(String type, String source, List<String> options) {
  /** Keeps its own copy of the options. */
  public Mount {
    options = List.copyOf(options);
  }
}
