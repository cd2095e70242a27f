package org.jdock.itest.images.debian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * apt as a resolver and downloader against an empty machine: it reads the host's sources and keys
 * and never touches the host's package state. apt verifies what it downloads.
 */
final class Apt {
  private static final Pattern URI_LINE = Pattern.compile("^'[^']+' (\\S+\\.deb) \\d+.*$");

  private final Path archives;
  private final Path state;

  Apt(Path archives, Path state) {
    this.archives = archives;
    this.state = state;
  }

  /** Downloads {@code packages} and what they need; returns the file names in apt's order. */
  List<String> download(List<String> packages) throws IOException {
    prepare();
    try {
      return downloadWith(List.of(), packages);
    } catch (IOException stale) {
      // The host's lists may be missing or older than the mirror: fetch lists of our own.
      var lists = List.of("-o", "Dir::State::lists=" + state.resolve("lists"));
      try {
        Command.run(command(lists, List.of("update")));
        return downloadWith(lists, packages);
      } catch (IOException e) {
        e.addSuppressed(stale);
        throw e;
      }
    }
  }

  private List<String> downloadWith(List<String> options, List<String> packages)
      throws IOException {
    var print = new ArrayList<>(List.of("install", "--print-uris", "-y"));
    print.addAll(packages);
    // Files that are already there are not printed, so ask as if the archive were empty.
    var empty = new ArrayList<>(options);
    empty.addAll(List.of("-o", "Dir::Cache::archives=" + state.resolve("none")));
    var names =
        Command.run(command(empty, print))
            .lines()
            .map(URI_LINE::matcher)
            .filter(java.util.regex.Matcher::matches)
            .map(matcher -> matcher.group(1))
            .toList();
    var fetch = new ArrayList<>(List.of("install", "--download-only", "-y"));
    fetch.addAll(packages);
    Command.run(command(options, fetch));
    for (var name : names) {
      if (!Files.exists(archives.resolve(name))) {
        throw new IOException("apt-get did not download " + name + " to " + archives);
      }
    }
    return names;
  }

  private List<String> command(List<String> options, List<String> arguments) {
    var command = new ArrayList<>(List.of("apt-get", "-q"));
    for (var option :
        List.of(
            "Dir::State::status=" + state.resolve("status"),
            "Dir::State::extended_states=" + state.resolve("extended_states"),
            "Dir::Cache::archives=" + archives,
            "Dir::Cache::pkgcache=",
            "Dir::Cache::srcpkgcache=",
            "APT::Install-Recommends=false",
            "APT::Sandbox::User=root",
            "APT::Get::AllowUnauthenticated=false",
            "Acquire::Retries=2",
            "Debug::NoLocking=true")) {
      command.add("-o");
      command.add(option);
    }
    command.addAll(options);
    command.addAll(arguments);
    return command;
  }

  private void prepare() throws IOException {
    Files.createDirectories(archives.resolve("partial"));
    Files.createDirectories(state.resolve("none/partial"));
    Files.createDirectories(state.resolve("lists/partial"));
    if (!Files.exists(state.resolve("status"))) {
      Files.createFile(state.resolve("status"));
    }
  }
}
