package org.jdock.launcher;

import java.util.List;
import org.jdock.launcher.host.StartException;
import org.jdock.launcher.settings.CommandLine;

/**
 * {@code daemon}: the daemon. {@code train}: the same, but it talks to itself for a moment and
 * ends, while the JVM notes what it loads.
 */
public final class Main {
  private Main() {}

  /** The command, then the daemon's flags. */
  public static void main(String[] arguments) {
    int status = 0;
    try {
      var words = List.of(arguments);
      var command = words.isEmpty() ? "" : words.getFirst();
      if (!command.equals("daemon") && !command.equals("train")) {
        throw new StartException("the launcher's commands are daemon and train");
      }
      var flags = CommandLine.parse(words.subList(1, words.size()));
      if (flags.help()) {
        System.out.println(CommandLine.usage());
      } else if (command.equals("train")) {
        Daemon.rehearse(flags);
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
}
