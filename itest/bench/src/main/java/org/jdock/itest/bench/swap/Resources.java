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
 * @param classes of bundles
 * @param loggerContexts of log4j
 * @param metaspace kilobytes in use: besides classes what is known of how methods are used, which
 *     grows with what the JVM compiles
 * @param classSpace kilobytes of it in the space for classes alone: what stays of each class that
 *     is not unloaded
 * @param bundlesMetaspace kilobytes of it that the bundles' class loaders have
 */
record Resources(
    long threads,
    long descriptors,
    long classLoaders,
    long classes,
    long loggerContexts,
    long metaspace,
    long classSpace,
    long bundlesMetaspace) {
  private static final String LOADER = "BundleWiringImpl$BundleClassLoader";
  private static final String CONTEXT = "org.apache.logging.log4j.core.LoggerContext";
  private static final int CLASSES = 3;
  private static final int BYTES = 5;
  private static final Pattern METASPACE = Pattern.compile("Metaspace\\s+used (\\d+)K");
  private static final Pattern CLASS_SPACE = Pattern.compile("class space\\s+used (\\d+)K");

  /** After a full collection. */
  static Resources of(long pid) throws IOException {
    jcmd(pid, "GC.run");
    var metaspace = jcmd(pid, "VM.metaspace");
    var loaders = bundleLoaders(jcmd(pid, "VM.classloader_stats"));
    return new Resources(
        count(pid, "task"),
        count(pid, "fd"),
        loaders.size(),
        sum(loaders, CLASSES),
        instances(jcmd(pid, "GC.class_histogram"), CONTEXT),
        kilobytes(metaspace, METASPACE),
        kilobytes(metaspace, CLASS_SPACE),
        sum(loaders, BYTES) / 1024);
  }

  private static long kilobytes(String text, Pattern pattern) {
    var matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in: " + text);
    }
    return Long.parseLong(matcher.group(1));
  }

  /** A line each: addresses of the loader, its parent and its data; classes, bytes got and used. */
  private static List<String[]> bundleLoaders(String statistics) {
    return statistics
        .lines()
        .filter(line -> line.contains(LOADER) && !line.startsWith("Total"))
        .map(line -> line.strip().split("\\s+"))
        .toList();
  }

  private static long sum(List<String[]> lines, int column) {
    return lines.stream().mapToLong(words -> Long.parseLong(words[column])).sum();
  }

  /** Of a class; its line is: number, instances, bytes, name. */
  private static long instances(String histogram, String type) {
    return histogram
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words.length > 3 && words[3].equals(type))
        .mapToLong(words -> Long.parseLong(words[1]))
        .sum();
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
