package org.jdock.image.internal.document;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An image's manifest (OCI image-spec, manifest.md; Docker's schema 2 is the same but for names).
 *
 * @param config the image's configuration
 * @param layers bottom first
 */
public record Manifest(Descriptor config, List<Descriptor> layers) {
  /** Copies the list. */
  public Manifest {
    layers = List.copyOf(layers);
  }

  /** Reads one. */
  public static Manifest parse(byte[] document) throws IOException {
    JsonObject json = Json.object(document, "the manifest");
    JsonObject config = Json.child(json, "config");
    if (config == null) {
      throw new IOException("the manifest names no config");
    }
    var layers = new ArrayList<Descriptor>();
    for (JsonObject layer : Json.children(json, "layers")) {
      layers.add(Descriptor.of(layer));
    }
    return new Manifest(Descriptor.of(config), layers);
  }

  /** Writes one, in OCI's dialect. */
  public byte[] write() {
    var json = new JsonObject();
    json.addProperty("schemaVersion", 2);
    json.addProperty("mediaType", MediaTypes.OCI_MANIFEST);
    json.add("config", config.toJson());
    var all = new JsonArray();
    layers.forEach(layer -> all.add(layer.toJson()));
    json.add("layers", all);
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
