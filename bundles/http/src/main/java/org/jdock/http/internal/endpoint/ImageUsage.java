package org.jdock.http.internal.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdock.api.Filters;
import org.jdock.api.ProblemException;
import org.jdock.api.container.ContainerSummary;
import org.jdock.api.image.ImageHistory;
import org.jdock.api.image.ImageSummary;
import org.jdock.http.internal.route.ApiVersion;
import org.jdock.http.internal.route.Response;

/** What images take, what of it they share, and who uses them, for {@code docker system df}. */
final class ImageUsage {
  private static final long UNKNOWN = -1;
  private final Engine engine;

  ImageUsage(Engine engine) {
    this.engine = engine;
  }

  /** Adds Images and LayersSize. Reads every image's configuration. */
  void measure(ApiVersion version, Response response, JsonObject usage) {
    var users =
        engine.containers().list(true, 0, false, Filters.NONE).stream()
            .collect(Collectors.groupingBy(ContainerSummary::imageId, Collectors.counting()));
    Map<ImageSummary, List<String>> layers = new LinkedHashMap<>();
    Map<String, Integer> holders = new HashMap<>();
    for (var image : engine.images().list(false, Filters.NONE)) {
      var own = layers(image);
      layers.put(image, own);
      own.stream().distinct().forEach(layer -> holders.merge(layer, 1, Integer::sum));
    }
    var list = new JsonArray();
    long size = 0;
    for (var e : layers.entrySet()) {
      var image = e.getKey();
      long shared = shared(image, e.getValue(), holders);
      size += image.size();
      var form = ImageForms.summary(response, version, image);
      form.addProperty("SharedSize", shared);
      form.addProperty("Containers", users.getOrDefault(image.id(), 0L));
      list.add(form);
    }
    usage.addProperty("LayersSize", size);
    usage.add("Images", list);
  }

  private List<String> layers(ImageSummary image) {
    try {
      return engine.images().inspect(image.id()).layers();
    } catch (ProblemException e) {
      return List.of(); // removed since it was listed
    }
  }

  /** Sizes are known by step; the steps that made something are, last first, the layers. */
  private long shared(ImageSummary image, List<String> layers, Map<String, Integer> holders) {
    if (layers.stream().allMatch(layer -> holders.getOrDefault(layer, 0) < 2)) {
      return 0;
    }
    List<Long> sizes;
    try {
      sizes =
          engine.images().history(image.id()).stream()
              .map(ImageHistory::size)
              .filter(size -> size > 0)
              .toList();
    } catch (ProblemException e) {
      return UNKNOWN;
    }
    if (sizes.size() != layers.size()) {
      return UNKNOWN; // with an empty layer among them, whose step can't be told from others
    }
    long sum = 0;
    for (int i = 0; i < sizes.size(); i++) {
      if (holders.getOrDefault(layers.get(layers.size() - 1 - i), 0) > 1) {
        sum += sizes.get(i);
      }
    }
    return sum;
  }
}
