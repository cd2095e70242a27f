package org.jdock.driver.log.jsonfile;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdock.spi.DriverException;
import org.jdock.spi.OptionSpec;
import org.jdock.spi.Options;

/**
 * How one container's files are rotated.
 *
 * @param maxSize bytes after which a file is rotated; -1 for never
 * @param maxFiles how many files there may be, 1 or more
 * @param compress true when rotated files are gzipped
 */
record JsonFileOptions(long maxSize, int maxFiles, boolean compress) {
  /** What users may give. */
  static final List<OptionSpec> SPECS =
      List.of(
          OptionSpec.of(
              "max-size", OptionSpec.Type.SIZE, "-1", "size after which the file is rotated"),
          OptionSpec.of("max-file", OptionSpec.Type.INTEGER, "1", "how many files are kept"),
          OptionSpec.of("compress", OptionSpec.Type.BOOLEAN, "false", "gzip rotated files"),
          OptionSpec.of(
              "labels", OptionSpec.Type.STRING, null, "labels to keep with each line, by comma"),
          OptionSpec.of(
              "labels-regex", OptionSpec.Type.STRING, null, "labels to keep, by expression"),
          OptionSpec.of(
              "env", OptionSpec.Type.STRING, null, "variables to keep with each line, by comma"),
          OptionSpec.of(
              "env-regex", OptionSpec.Type.STRING, null, "variables to keep, by expression"),
          OptionSpec.of(
              "tag", OptionSpec.Type.STRING, null, "a template such as {{.Name}}/{{.ID}}"));

  /** What users may give, where other values hold when they do not. */
  static List<OptionSpec> specs(Map<String, String> defaults) {
    return SPECS.stream()
        .map(spec ->
            defaults.containsKey(spec.name())
                ? OptionSpec.of(spec.name(), spec.type(), defaults.get(spec.name()), spec.text())
                : spec)
        .toList();
  }

  private static final Pattern SIZE = Pattern.compile("(?i)(\\d+(?:\\.\\d+)?) ?([kmgtp]?)(?:i?b)?");

  /**
   * Reads what the engine checked one by one, and checks it together.
   *
   * @throws DriverException INVALID in Docker's words
   */
  static JsonFileOptions parse(Map<String, String> options) throws DriverException {
    long maxSize = options.containsKey("max-size") ? size(options.get("max-size")) : -1;
    int maxFiles = options.containsKey("max-file") ? count(options.get("max-file")) : 1;
    boolean compress = Options.truth(options.getOrDefault("compress", "false"));
    if (compress && (maxFiles == 1 || maxSize == -1)) {
      throw invalid("compress cannot be true when max-file is less than 2 or max-size is not set");
    }
    return new JsonFileOptions(maxSize, maxFiles, compress);
  }

  /** Units are powers of 1000 here, as Docker's are for this one option. */
  private static long size(String value) throws DriverException {
    if (value.equals("-1")) {
      return -1; // what the documentation gives as the default
    }
    Matcher m = SIZE.matcher(value);
    if (!m.matches()) {
      throw invalid("invalid size: '" + value + "'");
    }
    int power =
        m.group(2).isEmpty() ? 0 : "kmgtp".indexOf(Character.toLowerCase(m.group(2).charAt(0))) + 1;
    long size = (long) (Double.parseDouble(m.group(1)) * Math.pow(1000, power));
    if (size <= 0) {
      throw invalid("max-size must be a positive number");
    }
    return size;
  }

  private static int count(String value) throws DriverException {
    int count;
    try {
      count = Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new DriverException(
          DriverException.Kind.INVALID, "invalid max-file: '" + value + "' is not a number", e);
    }
    if (count < 1) {
      throw invalid("max-file cannot be less than 1");
    }
    return count;
  }

  static DriverException invalid(String message) {
    return new DriverException(DriverException.Kind.INVALID, message);
  }
}
