package org.jdock.image.internal.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jdock.api.Filters;
import org.jdock.api.image.ImageDetails;
import org.jdock.api.image.ImageHistory;
import org.jdock.api.image.ImageSummary;
import org.jdock.image.internal.database.Image;
import org.jdock.image.internal.database.ImageDatabase;
import org.jdock.image.internal.document.ImageDocument;
import org.jdock.image.internal.reference.Reference;

/** What is told of images. Thread-safe. */
final class ImageLister {
  private static final Set<String> FILTERS =
      Set.of("dangling", "label", "reference", "before", "since", "until");

  private final ImageDatabase database;

  ImageLister(ImageDatabase database) {
    this.database = database;
  }

  List<ImageSummary> list(Filters filters) {
    filters.allowOnly(FILTERS);
    Instant before = null;
    for (String name : filters.get("before")) {
      before = created(database.find(name));
    }
    for (String text : filters.get("until")) {
      Instant until = Times.parse(text);
      before = before == null || until.isBefore(before) ? until : before;
    }
    Instant since = null;
    for (String name : filters.get("since")) {
      since = created(database.find(name));
    }
    var all = new ArrayList<ImageSummary>();
    for (Image image : database.all()) {
      Instant created = created(image);
      if ((before == null || created.isBefore(before))
          && (since == null || created.isAfter(since))
          && filters.labels(image.config().config().labels())
          && dangling(filters, image)) {
        List<String> names = matching(filters, image.familiarNames());
        List<String> digests = matching(filters, image.familiarDigests());
        if (filters.get("reference").isEmpty() || !names.isEmpty() || !digests.isEmpty()) {
          all.add(summary(image, names, digests));
        }
      }
    }
    all.sort(Comparator.comparingLong(ImageSummary::created).reversed());
    return Collections.unmodifiableList(all);
  }

  private static boolean dangling(Filters filters, Image image) {
    List<String> wanted = filters.get("dangling");
    return wanted.isEmpty() || Flags.parse("dangling", wanted) == image.names().isEmpty();
  }

  private static List<String> matching(Filters filters, List<String> names) {
    List<String> patterns = filters.get("reference");
    return patterns.isEmpty()
        ? names
        : names.stream().filter(name -> patterns.stream().anyMatch(p -> matches(p, name))).toList();
  }

  private static boolean matches(String pattern, String name) {
    return Globs.matches(pattern, name)
        || Globs.matches(pattern, Reference.parse(name).familiarRepository());
  }

  private static ImageSummary summary(Image image, List<String> names, List<String> digests) {
    return new ImageSummary(
        image.id().toString(),
        "",
        names,
        digests,
        created(image).getEpochSecond(),
        image.size(),
        -1,
        image.config().config().labels(),
        -1);
  }

  private static Instant created(Image image) {
    Instant created = image.config().created();
    return created == null ? Instant.EPOCH : created;
  }

  ImageDetails inspect(String name) {
    Image image = database.find(name);
    ImageDocument config = image.config();
    String variant = config.platform().variant();
    return new ImageDetails(
        image.id().toString(),
        image.familiarNames(),
        image.familiarDigests(),
        config.created(),
        config.author(),
        config.comment(),
        config.platform().architecture(),
        variant.isEmpty() ? null : variant,
        config.platform().os(),
        image.size(),
        config.config(),
        config.diffIds().stream().map(Object::toString).toList());
  }

  List<ImageHistory> history(String name) {
    Image image = database.find(name);
    var all = new ArrayList<ImageHistory>();
    int layer = 0;
    for (ImageDocument.Step step : image.config().history()) {
      boolean has = !step.empty() && layer < image.layerSizes().size();
      all.add(
          new ImageHistory(
              "<missing>",
              step.created(),
              step.createdBy(),
              null,
              has ? image.layerSizes().get(layer) : 0,
              step.comment()));
      layer += step.empty() ? 0 : 1;
    }
    Collections.reverse(all);
    if (!all.isEmpty()) {
      ImageHistory newest = all.getFirst();
      all.set(
          0,
          new ImageHistory(
              image.id().toString(),
              newest.created(),
              newest.createdBy(),
              image.names().isEmpty() ? null : image.familiarNames(),
              newest.size(),
              newest.comment()));
    }
    return Collections.unmodifiableList(all);
  }
}
