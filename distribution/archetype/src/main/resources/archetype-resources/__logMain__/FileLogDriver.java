package ${package};

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * Writes each container's lines into a file of its own, one JSON object a line.
 *
 * <p>It has no fields: all that it must remember is in the files and in the position that the
 * engine keeps, so that any other instance, of another version, can go on at any moment. And
 * methods may be called from many threads at once.
 */
@Component(service = LogDriver.class, property = LogDriver.NAME + "=" + FileLogDriver.DRIVER)
public final class FileLogDriver implements LogDriver {
  static final String DRIVER = "${driverName}";

  private static final String DIRECTORY = "directory";

  /** Is asked before anything else, changes nothing, and says what would mend a "no". */
  @Override
  public Probe probe() {
    return Probe.ok();
  }

  /** The engine refuses any other option when a container is created, and names these. */
  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.of(
            DIRECTORY,
            OptionSpec.Type.STRING,
            null,
            "absolute path of a directory for the file; the container's own when absent"));
  }

  /** Only what is declared is used, and the conformance kit tests all that is. */
  @Override
  public Set<String> capabilities() {
    return Set.of(READ, EXACTLY_ONCE);
  }

  /** What the type of an option can't say. Is called before a container is made. */
  @Override
  public void check(Map<String, String> options) throws DriverException {
    String directory = options.get(DIRECTORY);
    if (directory != null && !Path.of(directory).isAbsolute()) {
      throw new DriverException(
          Kind.INVALID, "option " + DIRECTORY + " wants an absolute path, not " + directory);
    }
  }

  /** {@code resumeAt} may come from a sink of another version: see {@link Position}. */
  @Override
  public LogSink open(LogTarget target, Map<String, String> options, @Nullable String resumeAt)
      throws DriverException {
    Position position = resumeAt == null ? Position.START : Position.parse(resumeAt);
    Path file = file(target, options);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return new FileSink(file, new LineFormat(target), position);
    } catch (IOException e) {
      throw failed("open", file, e);
    }
  }

  @Override
  public LogReader read(LogTarget target, Map<String, String> options, LogQuery query)
      throws DriverException {
    Path file = file(target, options);
    try {
      return new FileReader(file, query);
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

  private static Path file(LogTarget target, Map<String, String> options) {
    String directory = options.get(DIRECTORY);
    Path folder = directory == null ? target.directory() : Path.of(directory);
    return folder.resolve(target.containerId() + ".ndjson");
  }

  /** Users read the message as it stands: what was tried, and why it failed. */
  static DriverException failed(String what, Path file, IOException e) {
    return new DriverException(
        Kind.FAILED, DRIVER + ": cannot " + what + " " + file + ": " + e.getMessage(), e);
  }
}
