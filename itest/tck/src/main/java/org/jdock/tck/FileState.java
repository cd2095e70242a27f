package org.jdock.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverState;

/**
 * A driver's state as a properties file.
 *
 * @param file may not exist yet
 */
public record FileState(Path file) implements DriverState {
  private static final String SCHEMA = " schema";

  @Override
  public int schema() {
    return Integer.parseInt(load().getProperty(SCHEMA, "0"));
  }

  @Override
  public Map<String, String> read() {
    Map<String, String> entries = new HashMap<>();
    Properties all = load();
    all.stringPropertyNames().forEach(n -> entries.put(n, all.getProperty(n)));
    entries.remove(SCHEMA);
    return Map.copyOf(entries);
  }

  @Override
  public synchronized void write(int schema, Map<String, String> entries) throws DriverException {
    Properties all = new Properties();
    all.putAll(entries);
    all.setProperty(SCHEMA, Integer.toString(schema));
    try (var out = Files.newBufferedWriter(file)) {
      all.store(out, null);
    } catch (IOException e) {
      throw new DriverException(DriverException.Kind.FAILED, "state of the test", e);
    }
  }

  private synchronized Properties load() {
    Properties all = new Properties();
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file)) {
        all.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }
}
