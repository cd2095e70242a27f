package org.jdock.registry.internal.source;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverOffer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/** Lists of drivers that vendors publish: a JSON document each, as docs/drivers.md has it. */
final class DriverIndexes {
  private static final Gson GSON = new Gson();
  private static final int SCHEMA = 1;
  private static final int LIMIT = 16 << 20;

  private record Document(int schemaVersion, @Nullable List<@Nullable Entry> drivers) {}

  private record Entry(
      @Nullable String kind,
      @Nullable String name,
      @Nullable String version,
      @Nullable String vendor,
      @Nullable String summary,
      @Nullable String source) {}

  private final List<String> indexes;

  DriverIndexes(List<String> indexes) {
    this.indexes = indexes;
  }

  List<DriverOffer> search(String term) {
    if (indexes.isEmpty()) {
      throw ProblemException.unsupported(
          "no index of drivers is configured: name one with driver-index in daemon.cfg");
    }
    List<DriverOffer> found = new ArrayList<>();
    try (var web = new WebFiles("driver-index in daemon.cfg names the indexes")) {
      for (String index : indexes) {
        found.addAll(parse(index, read(index, web)));
      }
    }
    String wanted = term.toLowerCase(Locale.ROOT);
    return found.stream()
        .filter(offer -> text(offer).contains(wanted))
        .distinct()
        .sorted(
            Comparator.comparing(DriverOffer::kind)
                .thenComparing(DriverOffer::name)
                .thenComparing(DriverIndexes::version, Comparator.reverseOrder()))
        .toList();
  }

  private static String text(DriverOffer offer) {
    return String.join("\n", offer.kind() + "/" + offer.name(), offer.vendor(), offer.summary())
        .toLowerCase(Locale.ROOT);
  }

  private static Version version(DriverOffer offer) {
    try {
      return Version.parseVersion(offer.version());
    } catch (IllegalArgumentException e) {
      return Version.emptyVersion; // some vendor's own scheme: last
    }
  }

  private static byte[] read(String index, WebFiles web) {
    if (index.matches("https?://.*")) {
      byte[] file = web.read(URI.create(index), LIMIT);
      if (file == null) {
        throw new ProblemException(Problem.UNAVAILABLE, "there is no index of drivers at " + index);
      }
      return file;
    }
    try {
      return Files.readAllBytes(Path.of(index));
    } catch (IOException e) {
      throw new ProblemException(
          Problem.UNAVAILABLE, "the index of drivers " + index + " can't be read: " + e, e);
    }
  }

  private static List<DriverOffer> parse(String index, byte[] file) {
    Document document;
    try {
      document = GSON.fromJson(new String(file, StandardCharsets.UTF_8), Document.class);
    } catch (JsonParseException e) {
      throw ProblemException.invalid("the index of drivers " + index + " is malformed: " + e);
    }
    if (document == null || document.schemaVersion() != SCHEMA || document.drivers() == null) {
      throw ProblemException.invalid(
          "the index of drivers " + index + " is not of schemaVersion " + SCHEMA);
    }
    List<DriverOffer> offers = new ArrayList<>();
    for (Entry entry : document.drivers()) {
      if (entry == null
          || clean(entry.kind()).isEmpty()
          || clean(entry.name()).isEmpty()
          || clean(entry.source()).isEmpty()) {
        throw ProblemException.invalid(
            "the index of drivers " + index + " has an entry without kind, name or source");
      }
      offers.add(
          new DriverOffer(
              clean(entry.kind()),
              clean(entry.name()),
              clean(entry.version()),
              clean(entry.vendor()),
              clean(entry.summary()),
              clean(entry.source())));
    }
    return offers;
  }

  /** Strangers' text goes to terminals. */
  private static String clean(@Nullable String text) {
    return text == null ? "" : text.strip().replaceAll("\\p{Cntrl}", "?");
  }
}
