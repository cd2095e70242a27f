package org.jdock.image.internal.document;

import com.google.gson.JsonObject;
import java.io.IOException;
import org.jdock.api.ProblemException;
import org.jdock.image.internal.reference.Digest;

/**
 * What a document says of another (OCI image-spec, descriptor.md).
 *
 * @param mediaType what it is
 * @param digest of its bytes
 * @param size in bytes
 */
public record Descriptor(String mediaType, Digest digest, long size) {
  static Descriptor of(JsonObject json) throws IOException {
    Long size = Json.number(json, "size");
    if (size == null || size < 0) {
      throw new IOException("a descriptor has no size");
    }
    try {
      return new Descriptor(
          Json.text(json, "mediaType", ""), Digest.parse(Json.text(json, "digest", "")), size);
    } catch (ProblemException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** As a JSON object. */
  public JsonObject toJson() {
    var json = new JsonObject();
    json.addProperty("mediaType", mediaType);
    json.addProperty("digest", digest.toString());
    json.addProperty("size", size);
    return json;
  }
}
