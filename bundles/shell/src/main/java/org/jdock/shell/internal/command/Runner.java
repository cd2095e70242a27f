package org.jdock.shell.internal.command;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.ProblemException;
import org.jdock.shell.internal.args.Arguments;
import org.jdock.shell.internal.args.UsageException;
import org.jdock.shell.internal.io.CommandIo;

/** Carries out command lines: finds the command, reads its arguments, says what went wrong. */
public final class Runner {
  private static final Logger LOG = LogManager.getLogger(Runner.class);

  /** Docker's exit code for a command line that makes no sense. */
  private static final int USAGE = 125;

  /** As a shell has it for a program that SIGINT ended. */
  private static final int INTERRUPTED = 130;

  private final Commands commands;

  /** Carries out these commands. */
  public Runner(Commands commands) {
    this.commands = commands;
  }

  /**
   * Carries out one command on the calling thread.
   *
   * @param words its name and arguments, {@code --help} for the list
   * @return its exit code
   */
  public int run(List<String> words, CommandIo io) {
    Command command = commands.find(words);
    try {
      return command == null ? unknown(words, io) : run(command, words, io);
    } finally {
      io.out().flush();
      io.err().flush();
    }
  }

  private int run(Command command, List<String> words, CommandIo io) {
    try {
      int own = command.name().split(" ", -1).length;
      Arguments arguments = command.syntax().parse(words.subList(own, words.size()));
      if (arguments.has("--help")) {
        help(command, io);
        return 0;
      }
      return command.body().run(arguments, io);
    } catch (UsageException e) {
      io.err().println("jdock: " + command.name() + ": " + e.getMessage());
      io.err().println("Usage: jdock " + command.name() + " " + command.syntax().usage());
      io.err().println("See 'jdock " + command.name() + " --help'");
      return USAGE;
    } catch (ProblemException e) {
      io.err().println("jdock: " + e.getMessage());
      return command.failure();
    } catch (InterruptedException e) {
      return INTERRUPTED;
    } catch (IOException e) {
      io.err().println("jdock: " + e.getMessage());
      return command.failure();
    } catch (Exception e) {
      LOG.error("jdock {} failed", command.name(), e);
      io.err()
          .println("jdock: " + command.name() + " failed: " + e + " (the daemon's log has more)");
      return command.failure();
    }
  }

  private int unknown(List<String> words, CommandIo io) {
    String first = words.isEmpty() ? "help" : words.get(0);
    String deeper = words.size() > 1 ? first + " " + words.get(1) : first;
    boolean nested = !commands.group(deeper).isEmpty();
    String name = nested ? deeper : first;
    int own = name.equals(first) ? 1 : 2;
    List<Command> group = commands.group(name);
    boolean help = words.contains("--help") || first.equals("help") || first.equals("-h");
    if (!group.isEmpty()) {
      var to = help ? io.out() : io.err();
      if (!help && words.size() > own) {
        to.println("jdock: '" + words.get(own) + "' is not a command of jdock " + name);
      }
      to.println("Usage: jdock " + name + " COMMAND");
      overview(group, to);
      return help ? 0 : USAGE;
    }
    if (help) {
      io.out().println("Usage: jdock COMMAND");
      overview(commands.all(), io.out());
      return 0;
    }
    io.err().println("jdock: '" + first + "' is not a jdock command.");
    io.err().println("See 'jdock help'");
    return 1;
  }

  private static void overview(Collection<Command> list, java.io.PrintStream out) {
    out.println();
    for (Command command : list) {
      out.println("  %-18s %s".formatted(command.name(), command.text()));
    }
    out.println();
    out.println("'jdock COMMAND --help' tells more about one.");
  }

  private static void help(Command command, CommandIo io) {
    io.out().println("Usage: jdock " + command.name() + " " + command.syntax().usage());
    io.out().println();
    io.out().println(command.text());
    io.out().println();
    command.syntax().describe().forEach(io.out()::println);
  }
}
