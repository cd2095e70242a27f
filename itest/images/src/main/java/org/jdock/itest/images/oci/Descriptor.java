package org.jdock.itest.images.oci;

import com.google.gson.JsonObject;

/**
 * A blob as a manifest names it (OCI image spec, descriptor).
 *
 * @param mediaType what the blob is
 * @param digest {@code sha256:HEX}
 * @param size in bytes
 */
public record Descriptor(String mediaType, String digest, long size) {
  /** Reads the three members of a descriptor. */
  public static Descriptor of(JsonObject json) {
    return new Descriptor(
        json.get("mediaType").getAsString(),
        json.get("digest").getAsString(),
        json.get("size").getAsLong());
  }

  /** This descriptor as JSON. */
  public JsonObject toJson() {
    var json = new JsonObject();
    json.addProperty("mediaType", mediaType);
    json.addProperty("digest", digest);
    json.addProperty("size", size);
    return json;
  }

  /** The hex part of the digest. */
  public String hex() {
    return digest.substring(digest.indexOf(':') + 1);
  }
}
