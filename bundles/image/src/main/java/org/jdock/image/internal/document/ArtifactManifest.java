package org.jdock.image.internal.document;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The manifest of what is no image (OCI image-spec 1.1, manifest.md, "Guidelines for Artifact
 * Usage").
 *
 * @param type of the artefact; of its config for documents of before 1.1
 * @param layers its files
 */
public record ArtifactManifest(String type, List<Descriptor> layers) {
  /** The config of an artefact that has none: {@code {}}. */
  public static final String EMPTY = "application/vnd.oci.empty.v1+json";

  /** Copies the list. */
  public ArtifactManifest {
    layers = List.copyOf(layers);
  }

  /** Reads one; an image's manifest is one too, of the type of its config. */
  public static ArtifactManifest parse(byte[] document) throws IOException {
    JsonObject json = Json.object(document, "the manifest");
    JsonObject config = Json.child(json, "config");
    String configType = config == null ? "" : Json.text(config, "mediaType", "");
    var layers = new java.util.ArrayList<Descriptor>();
    for (JsonObject layer : Json.children(json, "layers")) {
      layers.add(Descriptor.of(layer));
    }
    return new ArtifactManifest(Json.text(json, "artifactType", configType), layers);
  }

  /** Writes one. */
  public byte[] write(Descriptor config, Map<String, String> annotations, String fileName) {
    var json = new JsonObject();
    json.addProperty("schemaVersion", 2);
    json.addProperty("mediaType", MediaTypes.OCI_MANIFEST);
    json.addProperty("artifactType", type);
    json.add("config", config.toJson());
    var all = new JsonArray();
    for (Descriptor layer : layers) {
      JsonObject file = layer.toJson();
      file.add("annotations", object(Map.of("org.opencontainers.image.title", fileName)));
      all.add(file);
    }
    json.add("layers", all);
    json.add("annotations", object(annotations));
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static JsonObject object(Map<String, String> texts) {
    var json = new JsonObject();
    new TreeMap<>(texts).forEach(json::addProperty);
    return json;
  }
}
