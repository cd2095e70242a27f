package org.jdock.driver.log.jsonfile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdock.spi.DriverException;
import org.jdock.spi.log.LogTarget;

/** The fields of Docker's tag templates; its functions and conditions are refused. */
final class TagTemplate {
  private static final Pattern FIELD = Pattern.compile("\\{\\{-?\\s*(.*?)\\s*-?}}");
  private static final String KNOWN =
      "{{.ID}}, {{.FullID}}, {{.Name}}, {{.ImageID}}, {{.ImageFullID}}, {{.ImageName}},"
          + " {{.Command}} and {{.DaemonName}}";

  private TagTemplate() {}

  /**
   * Fills a template in.
   *
   * @throws DriverException INVALID for a field that is not known
   */
  static String render(String template, LogTarget target) throws DriverException {
    Matcher m = FIELD.matcher(template);
    StringBuilder out = new StringBuilder();
    while (m.find()) {
      m.appendReplacement(out, Matcher.quoteReplacement(field(m.group(1), target)));
    }
    return m.appendTail(out).toString();
  }

  private static String field(String expression, LogTarget target) throws DriverException {
    return switch (expression) {
      case ".ID" -> shorten(target.containerId());
      case ".FullID" -> target.containerId();
      case ".Name" -> target.containerName();
      case ".ImageID" -> shorten(target.imageId());
      case ".ImageFullID" -> target.imageId();
      case ".ImageName" -> target.imageName();
      case ".Command" -> String.join(" ", target.command());
      case ".DaemonName" -> "jdock";
      default ->
          throw JsonFileOptions.invalid(
              "log tag: {{" + expression + "}} is not supported: use " + KNOWN);
    };
  }

  private static String shorten(String id) {
    return id.length() > 12 ? id.substring(0, 12) : id;
  }
}
