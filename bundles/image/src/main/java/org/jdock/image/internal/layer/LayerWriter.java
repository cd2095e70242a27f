package org.jdock.image.internal.layer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.linux.Errno;
import org.jdock.linux.SyscallException;
import org.jdock.linux.fs.Device;
import org.jdock.linux.fs.Nodes;
import org.jdock.linux.fs.Xattrs;

/** Writes a layer's entries below a directory. Used by one thread, a platform thread. */
final class LayerWriter {
  private static final Logger LOG = LogManager.getLogger(LayerWriter.class);
  private static final int COPY = 128 << 10;

  /** Attributes that would tell overlayfs what only the engine may tell it. */
  private static final String RESERVED = "trusted.overlay.";

  private final Places places;
  private final Whiteouts whiteouts;
  private final byte[] copy = new byte[COPY];
  private final Map<Path, Instant> directoryTimes = new LinkedHashMap<>();
  private boolean warned;
  private long bytes;

  LayerWriter(Path root, Whiteouts whiteouts) throws IOException {
    this.places = new Places(root);
    this.whiteouts = whiteouts;
  }

  /** Writes all; the bytes of its files. */
  long write(TarReader tar) throws IOException {
    for (TarEntry entry; (entry = tar.next()) != null; ) {
      String name = Places.clean(entry.name());
      String base = name.substring(name.lastIndexOf('/') + 1);
      if (base.startsWith(Whiteouts.PREFIX)) {
        whiteout(name, base);
      } else if (name.isEmpty()) {
        if (entry.type() == TarEntry.DIRECTORY) {
          attributes(places.directory(""), entry);
        }
      } else {
        write(name, places.of(name), entry, tar);
      }
    }
    // Last, since every change in a directory changes its time.
    for (var directory : directoryTimes.entrySet()) {
      if (Files.isDirectory(directory.getKey(), LinkOption.NOFOLLOW_LINKS)) {
        Nodes.times(directory.getKey(), directory.getValue(), directory.getValue());
      }
    }
    return bytes;
  }

  private void whiteout(String name, String base) throws IOException {
    String parent = name.substring(0, Math.max(0, name.length() - base.length() - 1));
    if (base.equals(Whiteouts.OPAQUE)) {
      whiteouts.hideContent(places.directory(parent));
    } else if (!base.startsWith(Whiteouts.PREFIX + Whiteouts.PREFIX)) { // those are aufs's own
      String hidden = base.substring(Whiteouts.PREFIX.length());
      if (hidden.isEmpty() || hidden.equals(".") || hidden.equals("..")) {
        throw new IOException("invalid whiteout in the archive: " + name);
      }
      whiteouts.hide(places.directory(parent).resolve(hidden));
      places.forget();
    }
  }

  private void write(String name, Path place, TarEntry entry, TarReader tar) throws IOException {
    whiteouts.wrote(place);
    try {
      create(name, place, entry, tar);
    } catch (FileAlreadyExistsException e) {
      replace(name, place, entry, tar);
    } catch (SyscallException e) {
      if (!e.is(Errno.EEXIST)) {
        throw e;
      }
      replace(name, place, entry, tar);
    }
    if (!entry.isHardLink()) { // whose attributes are its target's
      attributes(place, entry);
    }
  }

  private void replace(String name, Path place, TarEntry entry, TarReader tar) throws IOException {
    if (entry.type() == TarEntry.DIRECTORY && Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Trees.delete(place);
    places.forget();
    create(name, place, entry, tar);
  }

  private void create(String name, Path place, TarEntry entry, TarReader tar) throws IOException {
    switch (entry.type()) {
      case TarEntry.DIRECTORY -> {
        Files.createDirectory(place);
        places.made(name, place);
      }
      case TarEntry.SYMLINK -> Files.createSymbolicLink(place, Path.of(entry.link()));
      case TarEntry.HARDLINK -> Files.createLink(place, places.of(Places.clean(entry.link())));
      case TarEntry.CHARACTER -> Nodes.characterDevice(place, entry.mode(), device(entry));
      case TarEntry.BLOCK -> Nodes.blockDevice(place, entry.mode(), device(entry));
      case TarEntry.FIFO -> Nodes.fifo(place, entry.mode());
      default -> file(place, tar);
    }
  }

  private static Device device(TarEntry entry) throws IOException {
    try {
      return new Device(entry.major(), entry.minor());
    } catch (IllegalArgumentException e) {
      throw new IOException("invalid device in the archive: " + entry.name(), e);
    }
  }

  private void file(Path place, TarReader tar) throws IOException {
    try (var out =
        FileChannel.open(place, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int n; (n = tar.read(copy, 0, copy.length)) > 0; ) {
        var buffer = ByteBuffer.wrap(copy, 0, n);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
        bytes += n;
      }
    }
  }

  /** Owner, then permissions (a change of owner clears setuid), then what a change clears too. */
  private void attributes(Path place, TarEntry entry) throws IOException {
    Nodes.chown(place, entry.uid(), entry.gid());
    if (!entry.isSymbolicLink()) {
      Files.setAttribute(place, "unix:mode", entry.mode()); // is no link: made by this thread
    }
    for (var xattr : entry.xattrs().entrySet()) {
      if (!xattr.getKey().startsWith(RESERVED)) {
        set(place, xattr.getKey(), xattr.getValue());
      }
    }
    if (entry.type() == TarEntry.DIRECTORY) {
      directoryTimes.put(place, entry.modified());
    } else {
      Nodes.times(place, entry.modified(), entry.modified());
    }
  }

  private void set(Path place, String name, byte[] value) throws IOException {
    try {
      Xattrs.set(place, name, value);
    } catch (SyscallException e) {
      if (!e.is(Errno.EOPNOTSUPP, Errno.EPERM)) {
        throw e;
      }
      if (!warned) { // as Docker does: the file system has none, or a link may have none
        LOG.warn("layer without some extended attributes: {}", e.getMessage());
        warned = true;
      }
    }
  }
}
