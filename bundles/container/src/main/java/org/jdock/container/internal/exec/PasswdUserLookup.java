package org.jdock.container.internal.exec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdock.api.ProblemException;
import org.jdock.linux.Errno;
import org.jdock.linux.Fd;
import org.jdock.linux.OpenFlags;
import org.jdock.linux.SyscallException;
import org.jdock.linux.fs.BeneathRoot;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Reads passwd(5) and group(5) of the container. May wait for a disk: platform threads.
 * Thread-safe.
 */
@Component(service = UserLookup.class)
public final class PasswdUserLookup implements UserLookup {
  /** A container may have made them what it likes. */
  private static final int LARGEST = 4 << 20;

  /** Keeps nothing. */
  @Activate
  public PasswdUserLookup() {}

  @Override
  public User find(Path root, String spec, List<String> groupAdd) {
    int colon = spec.indexOf(':');
    String user = colon < 0 ? spec : spec.substring(0, colon);
    String group = colon < 0 ? "" : spec.substring(colon + 1);
    List<String[]> passwd = read(root, "/etc/passwd");
    List<String[]> groups = read(root, "/etc/group");

    String[] entry = user.isEmpty() ? byNumber(passwd, 0) : byName(passwd, user);
    int number = user.isEmpty() ? 0 : number(user);
    if (entry == null && number >= 0) {
      entry = byNumber(passwd, number);
    }
    if (entry == null && number < 0) {
      throw unknown("user", user, "passwd");
    }
    int uid = entry == null ? number : number(entry[2]);
    int gid = entry == null || number(entry[3]) < 0 ? 0 : number(entry[3]);
    Set<Integer> more = new LinkedHashSet<>();
    if (!group.isEmpty()) {
      gid = group(groups, group);
    } else if (entry != null) {
      for (String[] line : groups) {
        if (line.length > 3 && List.of(line[3].split(",")).contains(entry[0])) {
          more.add(number(line[2]));
        }
      }
    }
    for (String added : groupAdd) {
      more.add(group(groups, added));
    }
    more.removeIf(n -> n < 0);
    // The primary group is one of them, as with Docker: otherwise a process that sets its gid to
    // that of a set-gid program is out of its own group, which some files are closed to.
    more.remove(gid);
    List<Integer> all = new ArrayList<>(List.of(gid));
    all.addAll(more);
    String home = entry != null && entry.length > 5 && !entry[5].isEmpty() ? entry[5] : "/";
    return new User(uid, gid, List.copyOf(all), home);
  }

  private static int group(List<String[]> groups, String name) {
    String[] line = byName(groups, name);
    int number = line == null ? number(name) : number(line[2]);
    if (number < 0) {
      throw unknown("group", name, "group");
    }
    return number;
  }

  private static String @Nullable [] byName(List<String[]> lines, String name) {
    return lines.stream().filter(l -> l[0].equals(name)).findFirst().orElse(null);
  }

  private static String @Nullable [] byNumber(List<String[]> lines, int number) {
    return lines.stream().filter(l -> number(l[2]) == number).findFirst().orElse(null);
  }

  /** What was asked for, and is neither a known name nor an id. */
  private static ProblemException unknown(String kind, String asked, String file) {
    return ProblemException.invalid(
        asked.matches("[0-9]+")
            ? "uids and gids must be in range 0-" + Integer.MAX_VALUE
            : "unable to find %s %s: no matching entries in %s file".formatted(kind, asked, file));
  }

  /** -1 for what is no id. */
  private static int number(String text) {
    if (text.isEmpty() || text.length() > 10 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    long n = Long.parseLong(text);
    return n > Integer.MAX_VALUE ? -1 : (int) n;
  }

  /** The lines with at least three fields; passwd's always have four. */
  private static List<String[]> read(Path root, String file) {
    int fields = file.endsWith("passwd") ? 4 : 3;
    List<String[]> lines = new ArrayList<>();
    try (Fd fd = BeneathRoot.open(root, file, OpenFlags.RDONLY | OpenFlags.NONBLOCK)) {
      if (!Files.isRegularFile(fd.path()) || Files.size(fd.path()) > LARGEST) {
        return lines;
      }
      String text = Files.readString(fd.path(), StandardCharsets.ISO_8859_1);
      for (String line : text.split("\n")) {
        String[] parts = line.strip().split(":", -1);
        if (parts.length >= fields && !line.startsWith("#")) {
          lines.add(parts);
        }
      }
      return lines;
    } catch (SyscallException e) {
      if (e.is(Errno.ENOENT, Errno.ENOTDIR, Errno.ELOOP)) {
        return lines;
      }
      throw new UncheckedIOException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
