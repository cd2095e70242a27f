package org.jdock.driver.log.jsonfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The default log driver, and as many of other defaults as are configured. All that it remembers is
 * in each container's own directory.
 */
@Component(service = LogDriver.class, property = "jdock.driver=json-file")
@Designate(ocd = JsonFileDriver.Config.class)
public final class JsonFileDriver implements LogDriver {
  /** What holds for containers that do not say. */
  @ObjectClassDefinition(
      name = "json-file",
      description = "Rotation of the logs of containers that do not say")
  public @interface Config {
    /** As the option {@code max-size}. */
    @AttributeDefinition(description = "Size after which a file is rotated, such as 10m; -1: never")
    String max$_$size() default "-1";

    /** As the option {@code max-file}. */
    @AttributeDefinition(description = "How many files are kept", min = "1", max = "1000")
    int max$_$file() default 1;

    /** As the option {@code compress}. */
    @AttributeDefinition(description = "Gzip rotated files")
    boolean compress() default false;
  }

  private final Map<String, String> defaults;

  /** With what Docker has. */
  public JsonFileDriver() {
    defaults = Map.of();
  }

  /**
   * Made by Declarative Services.
   *
   * @throws IllegalArgumentException for values that contradict each other
   */
  @Activate
  public JsonFileDriver(Config config) {
    defaults =
        Map.of(
            "max-size", config.max$_$size(),
            "max-file", String.valueOf(config.max$_$file()),
            "compress", String.valueOf(config.compress()));
    try {
      JsonFileOptions.parse(defaults);
    } catch (DriverException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private JsonFileOptions parse(Map<String, String> options) throws DriverException {
    Map<String, String> all = new HashMap<>(defaults);
    all.putAll(options);
    return JsonFileOptions.parse(all);
  }

  @Override
  public Probe probe() {
    return Probe.ok();
  }

  @Override
  public List<OptionSpec> options() {
    return JsonFileOptions.specs(defaults);
  }

  @Override
  public Set<String> capabilities() {
    return Set.of(READ, EXACTLY_ONCE);
  }

  @Override
  public void check(Map<String, String> options) throws DriverException {
    parse(options);
  }

  @Override
  public LogSink open(LogTarget target, Map<String, String> options, @Nullable String resumeAt)
      throws DriverException {
    JsonFileOptions parsed = parse(options);
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
