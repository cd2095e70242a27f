package com.example.jdock.ndjson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdock.spi.DriverContext;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;
import org.jdock.spi.OptionSpec;
import org.jdock.spi.Probe;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.log.LogQuery;
import org.jdock.spi.log.LogReader;
import org.jdock.spi.log.LogSink;
import org.jdock.spi.log.LogTarget;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * Writes a file for each container, in a folder where a log shipper finds all of them: the driver's
 * own, or the one that the option {@code directory} names.
 */
@Component(service = LogDriver.class, property = LogDriver.NAME + "=ndjson")
public final class NdjsonDriver implements LogDriver {
  private static final String DIRECTORY = "directory";

  /** Set once, before any other call; all else is on disk. */
  private volatile Path root = Path.of("");

  @Override
  public Probe probe() {
    return Probe.ok();
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.of(
            DIRECTORY,
            OptionSpec.Type.STRING,
            null,
            "absolute path of the folder to write to; the driver's own when absent"));
  }

  @Override
  public Set<String> capabilities() {
    return Set.of(READ, EXACTLY_ONCE);
  }

  @Override
  public void open(DriverContext context) {
    root = context.root();
  }

  @Override
  public void check(Map<String, String> options) throws DriverException {
    folder(options);
  }

  @Override
  public LogSink open(LogTarget target, Map<String, String> options, @Nullable String resumeAt)
      throws DriverException {
    Path file = file(target, options);
    try {
      Files.createDirectories(folder(options));
      return NdjsonSink.open(file, target, resumeAt);
    } catch (IOException e) {
      throw failed("open", file, e);
    }
  }

  @Override
  public LogReader read(LogTarget target, Map<String, String> options, LogQuery query)
      throws DriverException {
    Path file = file(target, options);
    try {
      return new NdjsonReader(file, query);
    } catch (IOException e) {
      throw failed("read", file, e);
    }
  }

  @Override
  public void remove(LogTarget target, Map<String, String> options) throws DriverException {
    Path file = file(target, options);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failed("remove", file, e);
    }
  }

  private Path file(LogTarget target, Map<String, String> options) throws DriverException {
    return folder(options).resolve(target.containerId() + ".ndjson");
  }

  private Path folder(Map<String, String> options) throws DriverException {
    String given = options.get(DIRECTORY);
    if (given == null) {
      return root;
    }
    try {
      Path folder = Path.of(given);
      if (folder.isAbsolute()) {
        return folder;
      }
    } catch (InvalidPathException e) {
      throw new DriverException(Kind.INVALID, "ndjson: no path: " + e.getMessage(), e);
    }
    throw new DriverException(
        Kind.INVALID, "ndjson: option " + DIRECTORY + " wants an absolute path, not " + given);
  }

  static DriverException failed(String what, Path file, IOException e) {
    return new DriverException(
        Kind.FAILED, "ndjson: cannot " + what + " " + file + ": " + e.getMessage(), e);
  }
}
