import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Sums up the XML reports of a test run below a folder in one line, names what was skipped, what
 * failed and what failed at first and then passed (flaky), and exits with 1 if something failed,
 * nothing ran, or a skip is not a declared property of the host or of the driver under test (its
 * reason begins with {@code host:} or {@code driver:}). Run as a source file.
 */
public final class Summary {
  private int passed;
  private final List<String> failed = new ArrayList<>();
  private final List<String> flaky = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private final List<String> undeclared = new ArrayList<>();

  public static void main(String[] args) throws Exception {
    var summary = new Summary();
    try (var files = Files.walk(Path.of(args[0]))) {
      for (var file : files.filter(Summary::isReport).sorted().toList()) {
        summary.read(file);
      }
    }
    System.exit(summary.print());
  }

  private static boolean isReport(Path file) {
    var folder = file.getParent().getFileName().toString();
    var name = file.getFileName().toString();
    return folder.matches("(surefire|failsafe)-reports") && name.matches("TEST-.*\\.xml");
  }

  private void read(Path file) throws IOException, ParserConfigurationException, SAXException {
    var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    var cases = document.getElementsByTagName("testcase");
    for (var i = 0; i < cases.getLength(); i++) {
      var test = (Element) cases.item(i);
      var name = test.getAttribute("classname") + "." + test.getAttribute("name");
      var skip = test.getElementsByTagName("skipped");
      if (test.getElementsByTagName("failure").getLength() > 0
          || test.getElementsByTagName("error").getLength() > 0) {
        failed.add(name);
      } else if (skip.getLength() > 0) {
        skip(name, reason((Element) skip.item(0)));
      } else {
        passed++;
        if (test.getElementsByTagName("flakyFailure").getLength() > 0
            || test.getElementsByTagName("flakyError").getLength() > 0) {
          flaky.add(name);
        }
      }
    }
  }

  /** Surefire gives the reason as an attribute, or only as the first line of a stack trace. */
  private static String reason(Element skip) {
    var said = skip.getAttribute("message");
    var first = said.isEmpty() ? skip.getTextContent().strip().lines().findFirst().orElse("") : said;
    return first
        .replaceFirst("^org\\.opentest4j\\.TestAbortedException: ", "")
        .replaceFirst("^Assumption failed: ", "")
        .strip();
  }

  private void skip(String name, String reason) {
    skipped.add(name + ": " + (reason.isEmpty() ? "no reason given" : reason));
    if (!reason.startsWith("host:") && !reason.startsWith("driver:")) {
      undeclared.add(name);
    }
  }

  private int print() {
    skipped.forEach(line -> System.out.println("skipped " + line));
    flaky.forEach(line -> System.out.println("flaky   " + line + ": failed, then passed"));
    failed.forEach(line -> System.out.println("failed  " + line));
    undeclared.forEach(
        line -> System.out.println("failed  " + line + " was skipped for no property of the host or driver"));
    System.out.printf(
        "%d passed, %d failed, %d skipped%n",
        passed, failed.size() + undeclared.size(), skipped.size());
    return failed.isEmpty() && undeclared.isEmpty() && passed > 0 ? 0 : 1;
  }
}
