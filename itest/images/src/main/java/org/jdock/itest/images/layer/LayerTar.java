package org.jdock.itest.images.layer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes a layer as a tar whose bytes depend on nothing but the layer's content. */
public final class LayerTar {
  /** The time of every entry, seconds since 1970. */
  public static final long EPOCH_SECONDS = 1_767_225_600L;

  private LayerTar() {}

  /** Writes {@code tree} and leaves {@code out} open. Hard links come last, after their targets. */
  public static void write(FileTree tree, OutputStream out) throws IOException {
    var tar = new TarArchiveOutputStream(out, "UTF-8");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    for (var entry : tree.entries().entrySet()) {
      if (!(entry.getValue() instanceof Entry.Hardlink)) {
        write(entry, tar);
      }
    }
    for (var entry : tree.entries().entrySet()) {
      if (entry.getValue() instanceof Entry.Hardlink) {
        write(entry, tar);
      }
    }
    tar.finish();
    tar.flush();
  }

  private static void write(Map.Entry<String, Entry> entry, TarArchiveOutputStream tar)
      throws IOException {
    var header = header(entry.getKey(), entry.getValue());
    var attributes = entry.getValue().attributes();
    header.setMode(attributes.mode());
    header.setUserId(attributes.uid());
    header.setGroupId(attributes.gid());
    header.setModTime(FileTime.from(EPOCH_SECONDS, TimeUnit.SECONDS));
    tar.putArchiveEntry(header);
    if (entry.getValue() instanceof Entry.Regular file) {
      tar.write(file.content());
    }
    tar.closeArchiveEntry();
  }

  private static TarArchiveEntry header(String path, Entry entry) {
    return switch (entry) {
      case Entry.Directory _ -> new TarArchiveEntry(path + "/", TarConstants.LF_DIR);
      case Entry.Regular file -> {
        var header = new TarArchiveEntry(path, TarConstants.LF_NORMAL);
        header.setSize(file.content().length);
        yield header;
      }
      case Entry.Symlink link -> link(path, link.target(), TarConstants.LF_SYMLINK);
      case Entry.Hardlink link -> link(path, link.target(), TarConstants.LF_LINK);
    };
  }

  private static TarArchiveEntry link(String path, String target, byte type) {
    var header = new TarArchiveEntry(path, type);
    header.setLinkName(target);
    return header;
  }
}
