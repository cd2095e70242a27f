package org.jdock.itest.images.layer;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdock.itest.images.layer.Entry.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * The content of one layer, ordered by path. Missing parents are added as root's directories with
 * mode 0755. Not thread-safe.
 */
public final class FileTree {
  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";

  private final SortedMap<String, Entry> entries = new TreeMap<>();

  /** Adds or replaces the entry at {@code path} (relative). A directory keeps its children. */
  public FileTree put(String path, Entry entry) {
    var clean = clean(path);
    if (clean.isEmpty()) {
      return this;
    }
    var slash = clean.lastIndexOf('/');
    if (slash > 0 && !(entries.get(clean.substring(0, slash)) instanceof Entry.Directory)) {
      directory(clean.substring(0, slash), 0755);
    }
    entries.put(clean, entry);
    return this;
  }

  /** Adds a directory of root's. */
  public FileTree directory(String path, int mode) {
    return put(path, new Entry.Directory(Attributes.root(mode)));
  }

  /** Adds a file of root's. */
  public FileTree file(String path, int mode, byte[] content) {
    return put(path, new Entry.Regular(Attributes.root(mode), content));
  }

  /** Adds a text file of root's with mode 0644. */
  public FileTree text(String path, String content) {
    return file(path, 0644, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a symbolic link of root's. */
  public FileTree symlink(String path, String target) {
    return put(path, new Entry.Symlink(Attributes.root(0777), target));
  }

  /** Adds a hard link of root's to another path of this layer. */
  public FileTree hardlink(String path, String target) {
    return put(path, new Entry.Hardlink(Attributes.root(0755), clean(target)));
  }

  /** Hides {@code path} of the layers below (OCI image spec, layer: whiteouts). */
  public FileTree whiteout(String path) {
    var clean = clean(path);
    var slash = clean.lastIndexOf('/') + 1;
    return file(clean.substring(0, slash) + WHITEOUT + clean.substring(slash), 0644, new byte[0]);
  }

  /** Hides all children that {@code path} has in the layers below (opaque whiteout). */
  public FileTree opaque(String path) {
    return file(clean(path) + "/" + OPAQUE, 0644, new byte[0]);
  }

  /** The entry at {@code path}, or null. */
  public @Nullable Entry get(String path) {
    return entries.get(clean(path));
  }

  /** All entries, parents before their children; a view. */
  public SortedMap<String, Entry> entries() {
    return Collections.unmodifiableSortedMap(entries);
  }

  private static String clean(String path) {
    var start = path.startsWith("./") ? 2 : path.startsWith("/") ? 1 : 0;
    var end = path.endsWith("/") ? path.length() - 1 : path.length();
    return start >= end ? "" : path.substring(start, end);
  }
}
