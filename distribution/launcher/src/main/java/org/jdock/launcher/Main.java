package org.jdock.launcher;

import java.util.List;
import org.jdock.launcher.host.StartException;
import org.jdock.launcher.settings.CommandLine;

/** {@code jdock daemon}. */
public final class Main {
  private Main() {}

  /** The command, {@code daemon}, then its flags. */
  public static void main(String[] arguments) {
    int status = 0;
    try {
      var words = List.of(arguments);
      if (words.isEmpty() || !words.getFirst().equals("daemon")) {
        throw new StartException("the launcher's command is daemon");
      }
      var flags = CommandLine.parse(words.subList(1, words.size()));
      if (flags.help()) {
        System.out.println(CommandLine.usage());
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
