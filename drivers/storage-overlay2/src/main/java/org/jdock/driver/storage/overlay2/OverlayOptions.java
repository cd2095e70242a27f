package org.jdock.driver.storage.overlay2;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The mount options beyond the directories. All three turn something off that a host may have
 * turned on by default (a module parameter or the kernel's configuration), always and not only
 * where it is on, since a parameter can be changed at run time:
 *
 * <ul>
 *   <li>{@code index=off}: an index ties an upper directory to the lower ones that it was first
 *       mounted with, and refuses it after a rebase or a copy of the data root.
 *   <li>{@code metacopy=off}: a file of which only the metadata was copied up has no data in its
 *       own layer; a layer made of such an upper directory would hold empty files.
 *   <li>{@code redirect_dir=off}: a renamed directory would be an attribute that points into the
 *       layers below, which neither a layer's archive nor another parent can express. rename(2) of
 *       a lower directory answers EXDEV instead, and mv(1) copies.
 * </ul>
 *
 * Left to the kernel: {@code xino} (auto is right: stable inode numbers where the backing file
 * system has spare bits). Not used: {@code userxattr} (for mounts inside a user namespace; the
 * engine mounts outside, and layers are written with trusted.overlay), {@code volatile} (makes
 * fsync in containers a lie).
 */
final class OverlayOptions {
  private static final Path PARAMETERS = Path.of("/sys/module/overlay/parameters");

  private OverlayOptions() {}

  /** Those that this kernel knows: an unknown one would make every mount fail. */
  static List<String> supported() {
    return Stream.of("index", "metacopy", "redirect_dir")
        .filter(option -> Files.exists(PARAMETERS.resolve(option)))
        .map(option -> option + "=off")
        .toList();
  }
}
