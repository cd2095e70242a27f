package ${package};

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jdock.spi.volume.VolumeInfo;

/**
 * What is remembered of a volume beside its data. Any version of the driver may have written it:
 * what is not known is passed over.
 *
 * @param created when
 * @param options as given at creation
 */
record VolumeRecord(Instant created, Map<String, String> options) {
  private static final String CREATED = "created";
  private static final String OPTION = "option.";

  /** Is on the disk when it returns, so that the directory may be renamed to where it is found. */
  void write(Path file) throws IOException {
    var lines = new Properties();
    lines.setProperty(CREATED, created.toString());
    options.forEach((name, value) -> lines.setProperty(OPTION + name, value));
    try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      lines.store(out, null);
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  static VolumeRecord read(Path file) throws IOException {
    var lines = new Properties();
    try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      lines.load(in);
      var options = new HashMap<String, String>();
      for (var name : lines.stringPropertyNames()) {
        if (name.startsWith(OPTION)) {
          options.put(name.substring(OPTION.length()), lines.getProperty(name));
        }
      }
      return new VolumeRecord(Instant.parse(lines.getProperty(CREATED, "")), Map.copyOf(options));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException(file + " can't be understood: " + e.getMessage(), e);
    }
  }

  VolumeInfo info(String name, Path data) {
    return new VolumeInfo(name, data.toString(), created, options);
  }
}
