package org.jdock.image.internal.layer;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Makes a layer's tar of what it is stored as, by its first bytes and not by what is said of it.
 */
public final class LayerStream {
  private static final int BUFFER = 128 << 10;

  private LayerStream() {}

  /** The tar; closing it closes the stored one. */
  public static InputStream tar(InputStream stored) throws IOException {
    var in = new BufferedInputStream(stored, BUFFER);
    in.mark(6);
    byte[] magic = in.readNBytes(6);
    in.reset();
    if (starts(magic, 0x1f, 0x8b)) {
      return new GZIPInputStream(in, BUFFER);
    }
    if (starts(magic, 0x28, 0xb5, 0x2f, 0xfd)) {
      return new ZstdInputStream(in);
    }
    if (starts(magic, 'B', 'Z', 'h') || starts(magic, 0xfd, '7', 'z', 'X', 'Z')) {
      throw new IOException("layers compressed with bzip2 or xz are not supported");
    }
    return in;
  }

  private static boolean starts(byte[] bytes, int... wanted) {
    if (bytes.length < wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if ((bytes[i] & 0xff) != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
