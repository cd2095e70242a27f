package org.jdock.driver.security.defaults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Whether programs of the x32 ABI can run here. Where they can't, a filter needs no rules for them,
 * and each start and each exec is spared a third of the time that the runtime takes to compile it.
 *
 * <p>The kernel's configuration is read; to try a call would be simpler, but kills a process whose
 * own filter forbids that ABI.
 */
final class KernelX32 {
  private static final String ABI = "CONFIG_X86_X32_ABI=y";

  /** Debian builds it in and leaves it off. */
  private static final String OFF = "CONFIG_X86_X32_DISABLED=y";

  private static final String ON_BY_COMMAND_LINE = "syscall.x32=y";

  private KernelX32() {}

  /** False only where this is certain; reads a file or two. */
  static boolean possible() {
    return possible(
        List.of(
            Path.of("/proc/config.gz"),
            Path.of("/boot/config-" + System.getProperty("os.version"))),
        Path.of("/proc/cmdline"));
  }

  /**
   * The same for given files.
   *
   * @param configurations the first that can be read counts
   * @param commandLine the kernel's
   */
  static boolean possible(List<Path> configurations, Path commandLine) {
    for (var file : configurations) {
      try {
        if (Files.isReadable(file)) {
          var set = settings(file);
          return set.contains(ABI)
              && (!set.contains(OFF)
                  || List.of(Files.readString(commandLine).strip().split("\\s+"))
                      .contains(ON_BY_COMMAND_LINE));
        }
      } catch (IOException e) {
        return true; // nothing is known
      }
    }
    return true;
  }

  private static Set<String> settings(Path file) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().filter(l -> l.startsWith("CONFIG_X86_X32_")).collect(Collectors.toSet());
    }
  }
}
