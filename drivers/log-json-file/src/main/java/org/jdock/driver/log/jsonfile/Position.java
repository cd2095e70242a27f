package org.jdock.driver.log.jsonfile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdock.spi.DriverException;

/**
 * Where a container's data ends.
 *
 * @param generation of the file that was written
 * @param offset bytes of it
 */
record Position(long generation, long offset) {
  private static final Pattern FORM = Pattern.compile("1:(\\d{1,18}):(\\d{1,18})");

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws DriverException UNSUPPORTED for another version's form
   */
  static Position parse(String text) throws DriverException {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED, "json-file: unknown form of position: " + text);
    }
    return new Position(Long.parseLong(m.group(1)), Long.parseLong(m.group(2)));
  }

  @Override
  public String toString() {
    return "1:" + generation + ":" + offset; // 1 is the form's version
  }
}
