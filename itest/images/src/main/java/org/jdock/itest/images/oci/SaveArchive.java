package org.jdock.itest.images.oci;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jdock.itest.images.layer.LayerTar;

/** Writes an image as {@code docker save} does: the layout and {@code manifest.json} in one tar. */
public final class SaveArchive {
  private SaveArchive() {}

  /** Writes {@code image} to {@code file}, whole or not at all. */
  public static void write(ImageLayout image, Path file) throws IOException {
    var target = file.toAbsolutePath();
    var temporary = Files.createTempFile(target.getParent(), ".save", ".tar");
    try {
      try (var out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
        write(image, out);
      }
      Files.move(temporary, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Writes {@code image} to {@code out} and leaves it open. */
  public static void write(ImageLayout image, OutputStream out) throws IOException {
    var tar = new TarArchiveOutputStream(out, "UTF-8");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    try (var files = Files.walk(image.directory())) {
      for (var file : files.sorted().skip(1).toList()) {
        var name = image.directory().relativize(file).toString();
        var directory = Files.isDirectory(file);
        var header =
            directory
                ? new TarArchiveEntry(name + "/", TarConstants.LF_DIR)
                : new TarArchiveEntry(name, TarConstants.LF_NORMAL);
        header.setMode(directory ? 0755 : 0644);
        header.setModTime(FileTime.from(LayerTar.EPOCH_SECONDS, TimeUnit.SECONDS));
        header.setSize(directory ? 0 : Files.size(file));
        tar.putArchiveEntry(header);
        if (!directory) {
          Files.copy(file, tar);
        }
        tar.closeArchiveEntry();
      }
    }
    tar.finish();
    tar.flush();
  }
}
