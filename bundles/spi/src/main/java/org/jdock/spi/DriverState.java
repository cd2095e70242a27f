package org.jdock.spi;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An opaque map that the engine stores durably for a driver. Thread-safe.
 *
 * <p>The schema number is the driver's own: a driver that reads a number it does not know refuses
 * {@link Driver#open} with {@link DriverException.Kind#UNSUPPORTED}.
 */
@ProviderType
public interface DriverState {
  /** The schema that the last {@link #write} named; 0 when nothing was written yet. */
  int schema();

  /** The entries last written; unmodifiable, empty when nothing was written yet. */
  Map<String, String> read();

  /** Replaces all entries at once. Durable when it returns; may block for a disk flush. */
  void write(int schema, Map<String, String> entries) throws DriverException;
}
