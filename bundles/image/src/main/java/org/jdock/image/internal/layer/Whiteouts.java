package org.jdock.image.internal.layer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdock.linux.fs.Nodes;
import org.jdock.linux.fs.Xattrs;

/** How a layer's deletions (OCI image-spec, layer.md, Whiteouts) are done. Used by one thread. */
abstract sealed class Whiteouts {
  /** How the names of deletions begin. */
  static final String PREFIX = ".wh.";

  static final String OPAQUE = ".wh..wh..opq";

  /** Deletes what the layers below have there. */
  abstract void hide(Path place) throws IOException;

  /** Deletes all that the layers below have in a directory. */
  abstract void hideContent(Path directory) throws IOException;

  /** This layer itself has something there. */
  void wrote(Path place) {}

  /** There is nothing below. */
  static final class None extends Whiteouts {
    @Override
    void hide(Path place) {}

    @Override
    void hideContent(Path directory) {}
  }

  /** Marks for overlayfs (kernel Documentation/filesystems/overlayfs.rst). */
  static final class Overlay extends Whiteouts {
    @Override
    void hide(Path place) throws IOException {
      Trees.delete(place);
      Nodes.whiteout(place);
    }

    @Override
    void hideContent(Path directory) throws IOException {
      Xattrs.set(directory, "trusted.overlay.opaque", new byte[] {'y'});
    }
  }

  /** Deletes for good, where the layer lies over a copy or a mount of those below. */
  static final class Deleting extends Whiteouts {
    private final Set<Path> written = new HashSet<>();

    @Override
    void hide(Path place) throws IOException {
      Trees.delete(place);
    }

    @Override
    void hideContent(Path directory) throws IOException {
      List<Path> children;
      try (var files = Files.list(directory)) {
        children = files.toList();
      }
      for (Path child : children) {
        if (!written.contains(child)) {
          Trees.delete(child);
        } else if (Files.isDirectory(child, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
          hideContent(child);
        }
      }
    }

    @Override
    void wrote(Path place) {
      written.add(place);
    }
  }
}
