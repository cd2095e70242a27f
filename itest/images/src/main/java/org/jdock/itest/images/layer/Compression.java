package org.jdock.itest.images.layer;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** How a layer's tar is compressed, and the media types that say so. */
public enum Compression {
  GZIP("gzip"),
  ZSTD("zstd");

  private final String suffix;

  Compression(String suffix) {
    this.suffix = suffix;
  }

  /** The OCI media type of a layer compressed like this. */
  public String mediaType() {
    return "application/vnd.oci.image.layer.v1.tar+" + suffix;
  }

  /** Wraps {@code out}; the caller closes the result. */
  public OutputStream wrap(OutputStream out) throws IOException {
    return switch (this) {
      case GZIP -> new GZIPOutputStream(out, 64 * 1024);
      case ZSTD -> new ZstdOutputStream(out, 3);
    };
  }
}
