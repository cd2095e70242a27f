package org.jdock.image.internal.registry;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.image.internal.content.BlobWriter;
import org.jdock.image.internal.document.Descriptor;

/** Brings a blob here, going on where a broken connection left off. */
final class BlobDownload {
  private static final Logger LOG = LogManager.getLogger(BlobDownload.class);
  private static final int BREAKS = 5;
  private static final int COPY = 128 << 10;
  private static final long PAUSE_MILLIS = 200;

  private final RegistryClient client;

  BlobDownload(RegistryClient client) {
    this.client = client;
  }

  /**
   * Downloads.
   *
   * @param into makes what it is written to
   * @param progress bytes so far
   * @param whole called when all has come, before it is verified
   * @throws org.jdock.image.internal.content.DigestMismatch for other bytes than promised, of which
   *     nothing is kept
   */
  void run(Descriptor blob, Target into, LongConsumer progress, Runnable whole) throws IOException {
    try (BlobWriter writer = into.open()) {
      int breaks = 0;
      while (true) {
        long before = writer.size();
        try {
          copy(blob, writer, progress);
          if (writer.size() < blob.size()) {
            throw new EOFException("unexpected EOF");
          }
          break;
        } catch (IOException e) {
          breaks = writer.size() > before ? 1 : breaks + 1;
          if (breaks > BREAKS || Thread.currentThread().isInterrupted()) {
            throw e;
          }
          LOG.debug("download of {} broke at {}: {}", blob.digest(), writer.size(), e.toString());
          pause(breaks);
        }
      }
      whole.run();
      writer.commit(blob.digest());
    }
  }

  /** Where a blob goes. */
  @FunctionalInterface
  interface Target {
    /** Opens it. */
    BlobWriter open() throws IOException;
  }

  private void copy(Descriptor blob, BlobWriter writer, LongConsumer progress) throws IOException {
    byte[] buffer = new byte[COPY];
    try (InputStream in = client.blob(blob.digest(), writer.size())) {
      for (int n; (n = in.read(buffer)) > 0; ) {
        if (writer.size() + n > blob.size()) {
          n = (int) (blob.size() - writer.size()) + 1; // one too many makes another digest
          writer.write(buffer, 0, n);
          return;
        }
        writer.write(buffer, 0, n);
        progress.accept(writer.size());
      }
    }
  }

  private static void pause(int breaks) throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS * breaks * breaks);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("context canceled", e);
    }
  }
}
