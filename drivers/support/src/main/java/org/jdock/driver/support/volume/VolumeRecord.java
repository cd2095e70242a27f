package org.jdock.driver.support.volume;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jdock.driver.support.file.Fields;

/**
 * What the disk remembers of a volume beside its data.
 *
 * @param created when
 * @param options as given
 */
public record VolumeRecord(Instant created, Map<String, String> options) {
  private static final String SCHEMA = "1";
  private static final String OPTION = "opt.";

  /** Keeps its own copy. */
  public VolumeRecord {
    options = Map.copyOf(options);
  }

  /** For the file. */
  public byte[] encode() {
    var fields = new LinkedHashMap<String, String>();
    fields.put("schema", SCHEMA);
    fields.put("created", created.toString());
    new TreeMap<>(options).forEach((name, value) -> fields.put(OPTION + name, value));
    return Fields.encode(fields);
  }

  /**
   * From the file.
   *
   * @throws IOException when it is torn, or somebody else's
   */
  public static VolumeRecord decode(byte[] bytes) throws IOException {
    Map<String, String> fields = Fields.decode(bytes);
    if (!SCHEMA.equals(fields.get("schema"))) {
      throw new IOException("alien: schema " + fields.get("schema"));
    }
    var options = new LinkedHashMap<String, String>();
    fields.forEach((name, value) -> {
      if (name.startsWith(OPTION)) {
        options.put(name.substring(OPTION.length()), value);
      }
    });
    try {
      return new VolumeRecord(Instant.parse(fields.getOrDefault("created", "")), options);
    } catch (DateTimeException e) {
      throw new IOException("alien: " + e.getMessage(), e);
    }
  }
}
