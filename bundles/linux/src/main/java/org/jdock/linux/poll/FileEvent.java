package org.jdock.linux.poll;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a watched file or directory (inotify(7)).
 *
 * @param mask of {@link Inotify}'s constants
 * @param name of the entry, if a directory is watched and one is concerned; else null
 * @param cookie joins the two halves of a rename, 0 otherwise
 */
public record FileEvent(int mask, @Nullable String name, int cookie) {
  /** Whether events were lost: look again at everything. */
  public boolean overflow() {
    return (mask & Inotify.OVERFLOW) != 0;
  }

  /** Whether nothing more will come: the file is deleted or its file system unmounted. */
  public boolean gone() {
    return (mask & Inotify.IGNORED) != 0;
  }
}
