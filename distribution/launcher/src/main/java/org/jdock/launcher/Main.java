package org.jdock.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jdock.launcher.host.StartException;
import org.jdock.launcher.settings.CommandLine;
import org.jdock.launcher.settings.Home;
import org.jdock.launcher.training.Training;

/**
 * {@code daemon}: the daemon. {@code train}: the same, but it talks to itself for a moment and
 * ends, while the JVM notes what it loads. {@code cache}: makes the ahead-of-time cache now.
 */
public final class Main {
  private Main() {}

  /** The command, then the daemon's flags. */
  public static void main(String[] arguments) {
    int status = 0;
    try {
      var words = List.of(arguments);
      var command = words.isEmpty() ? "" : words.getFirst();
      if (!List.of("daemon", "train", "cache").contains(command)) {
        throw new StartException("the launcher's commands are daemon, train and cache");
      }
      var flags = CommandLine.parse(words.subList(1, words.size()));
      if (flags.help()) {
        System.out.println(CommandLine.usage());
      } else if (command.equals("train")) {
        Daemon.rehearse(flags);
      } else if (command.equals("cache")) {
        cache();
      } else {
        Daemon.run(flags);
      }
    } catch (StartException e) {
      System.err.println("jdock: " + e.getMessage());
      status = 1;
    } catch (InterruptedException e) {
      status = 1;
    }
    System.exit(status);
  }

  private static void cache() throws StartException, InterruptedException {
    try {
      var training = Training.offer(Path.of("/run/jdock-cache"), Home.find().config());
      System.out.println(
          "jdock: " + (training.isPresent() ? training.get().train() : "nothing to do"));
    } catch (IOException e) {
      throw new StartException("no ahead-of-time cache: " + e.getMessage(), e);
    }
  }
}
