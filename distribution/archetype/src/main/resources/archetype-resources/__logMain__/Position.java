package ${package};

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdock.spi.DriverException;

/**
 * Where a container's data ends. The engine keeps it as a text and gives it to the next sink, which
 * may be of an older or a newer version: so the form has a number, and what a later version adds
 * after a further colon is passed over by this one.
 *
 * @param offset bytes of the file
 */
record Position(long offset) {
  static final Position START = new Position(0);

  private static final Pattern FORM = Pattern.compile("1:(\\d{1,18})(:.*)?");

  static Position parse(String text) throws DriverException {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED,
          FileLogDriver.DRIVER + ": this version does not know the position " + text);
    }
    return new Position(Long.parseLong(form.group(1)));
  }

  @Override
  public String toString() {
    return "1:" + offset;
  }
}
