package org.jdock.itest.images.layer;

/** One entry of a layer. Paths are relative, without a leading or trailing slash. */
public sealed interface Entry {
  /** Mode bits (07777), owner and group as they go into the tar. */
  record Attributes(int mode, long uid, long gid) {
    /** Root's, with the given mode. */
    public static Attributes root(int mode) {
      return new Attributes(mode, 0, 0);
    }
  }

  /** Mode and owner. */
  Attributes attributes();

  /** A directory. */
  record Directory(Attributes attributes) implements Entry {}

  /** A regular file; the content is owned by this entry and never changed. */
  @SuppressWarnings("ArrayRecordComponent")
  record Regular(Attributes attributes, byte[] content) implements Entry {}

  /** A symbolic link; the target is written as it is. */
  record Symlink(Attributes attributes, String target) implements Entry {}

  /** A hard link to another path of the same layer. */
  record Hardlink(Attributes attributes, String target) implements Entry {}
}
