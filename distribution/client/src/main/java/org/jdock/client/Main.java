package org.jdock.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code jdock [--exec-root DIR] COMMAND…}: has a running daemon carry out a command. */
public final class Main {
  private static final String DEFAULT_EXEC_ROOT = "/run/jdock";

  private Main() {}

  /** Ends with the command's exit code, or 1 when there is no daemon to ask. */
  public static void main(String[] args) {
    int status = run(args);
    System.out.flush();
    // A thread may be blocked on standard input.
    Runtime.getRuntime().halt(status);
  }

  private static int run(String[] args) {
    String root = System.getenv("JDOCK_EXEC_ROOT");
    if (root == null || root.isEmpty()) {
      root = DEFAULT_EXEC_ROOT;
    }
    List<String> command = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      // Only before or right after the command: what follows belongs to it, as `run IMAGE --flag`.
      boolean ours = command.isEmpty() || (command.size() == 1 && i == 1);
      if (ours && arg.startsWith("--exec-root=")) {
        root = arg.substring("--exec-root=".length());
      } else if (ours && arg.equals("--exec-root")) {
        if (++i == args.length) {
          System.err.println("jdock: --exec-root needs a directory");
          return 1;
        }
        root = args[i];
      } else {
        command.add(arg);
      }
    }
    if (command.size() == 1 && command.get(0).equals("console")) {
      command.clear();
    }
    try (Connection connection = Connection.open(Path.of(root, "console"))) {
      return new Conversation(connection).carryOut(command);
    } catch (NoDaemonException e) {
      System.err.println("jdock: no daemon at " + root + e.detail());
      return 1;
    } catch (Tty.UncheckedTtyException e) {
      System.err.println("jdock: " + e.getMessage());
      return 1;
    } catch (IOException e) {
      System.err.println("jdock: the connection to the daemon broke: " + e.getMessage());
      return 1;
    }
  }
}
