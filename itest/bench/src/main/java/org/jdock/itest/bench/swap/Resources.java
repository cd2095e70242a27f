package org.jdock.itest.bench.swap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jdock.itest.engine.support.Run;

/**
 * What a JVM holds.
 *
 * @param threads the kernel's count
 * @param descriptors the kernel's count
 * @param classLoaders those of bundles
 * @param metaspace kilobytes in use
 */
record Resources(long threads, long descriptors, long classLoaders, long metaspace) {
  private static final String LOADER = "BundleWiringImpl$BundleClassLoader";
  private static final Pattern METASPACE = Pattern.compile("Metaspace\\s+used (\\d+)K");

  /** After a full collection. */
  static Resources of(long pid) throws IOException {
    jcmd(pid, "GC.run");
    var matcher = METASPACE.matcher(jcmd(pid, "GC.heap_info"));
    return new Resources(
        count(pid, "task"),
        count(pid, "fd"),
        jcmd(pid, "VM.classloader_stats")
            .lines()
            .filter(line -> line.contains(LOADER) && !line.startsWith("Total"))
            .count(),
        matcher.find() ? Long.parseLong(matcher.group(1)) : -1);
  }

  private static String jcmd(long pid, String command) {
    return Run.of(
            Map.of(),
            List.of(System.getProperty("java.home") + "/bin/jcmd", String.valueOf(pid), command))
        .ok();
  }

  private static long count(long pid, String folder) throws IOException {
    try (var all = Files.list(Path.of("/proc", String.valueOf(pid), folder))) {
      return all.count();
    }
  }
}
