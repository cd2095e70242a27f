package org.jdock.image.internal.document;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdock.api.image.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Manifests by platform or by name (OCI image-spec, image-index.md).
 *
 * @param entries in its order
 */
public record Index(List<Entry> entries) {
  /**
   * One of them.
   *
   * @param descriptor of the manifest
   * @param platform null when it does not say
   * @param annotations never null
   */
  public record Entry(
      Descriptor descriptor, @Nullable Platform platform, Map<String, String> annotations) {}

  /** Copies the list. */
  public Index {
    entries = List.copyOf(entries);
  }

  /** Reads one. */
  public static Index parse(byte[] document) throws IOException {
    var entries = new ArrayList<Entry>();
    for (JsonObject json : Json.children(Json.object(document, "the index"), "manifests")) {
      JsonObject platform = Json.child(json, "platform");
      Map<String, String> annotations = Json.map(json, "annotations");
      entries.add(
          new Entry(
              Descriptor.of(json),
              platform == null ? null : Json.platform(platform),
              annotations == null ? new LinkedHashMap<>() : annotations));
    }
    return new Index(entries);
  }
}
