package org.jdock.driver.log.jsonfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdock.spi.DriverException;
import org.jdock.spi.OptionSpec;
import org.jdock.spi.Probe;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.log.LogQuery;
import org.jdock.spi.log.LogReader;
import org.jdock.spi.log.LogSink;
import org.jdock.spi.log.LogTarget;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** The default log driver. All that it remembers is in each container's own directory. */
@Component(service = LogDriver.class, property = "jdock.driver=json-file")
public final class JsonFileDriver implements LogDriver {
  @Override
  public Probe probe() {
    return Probe.ok();
  }

  @Override
  public List<OptionSpec> options() {
    return JsonFileOptions.SPECS;
  }

  @Override
  public Set<String> capabilities() {
    return Set.of(READ, EXACTLY_ONCE);
  }

  @Override
  public void check(Map<String, String> options) throws DriverException {
    JsonFileOptions.parse(options);
  }

  @Override
  public LogSink open(LogTarget target, Map<String, String> options, @Nullable String resumeAt)
      throws DriverException {
    JsonFileOptions parsed = JsonFileOptions.parse(options);
    String attributes = Attributes.json(target, options);
    Position position = resumeAt == null ? null : Position.parse(resumeAt);
    try {
      return new JsonFileSink(LogFiles.of(target), parsed, attributes, position);
    } catch (IOException e) {
      throw failed("open", target, e);
    }
  }

  @Override
  public LogReader read(LogTarget target, Map<String, String> options, LogQuery query)
      throws DriverException {
    try {
      return new JsonFileReader(LogFiles.of(target), query);
    } catch (IOException e) {
      throw failed("read", target, e);
    }
  }

  @Override
  public void remove(LogTarget target, Map<String, String> options) throws DriverException {
    try {
      for (Path file : LogFiles.of(target).all()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw failed("remove", target, e);
    }
  }

  private static DriverException failed(String what, LogTarget target, IOException e) {
    return new DriverException(
        DriverException.Kind.FAILED,
        "json-file: cannot " + what + " the log of container " + target.containerId() + ": " + e,
        e);
  }
}
