package org.jdock.shell.internal.gogo;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;
import org.jdock.shell.internal.command.Commands;
import org.jdock.shell.internal.command.Engine;
import org.jdock.shell.internal.command.Runner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The commands for Gogo shells other than our own session, such as a remote or a web console's.
 * Made when one of them is called.
 */
@Component(
    service = GogoCommands.class,
    property = {
      "osgi.command.scope=jdock",
      "osgi.command.function=attach",
      "osgi.command.function=create",
      "osgi.command.function=driver",
      "osgi.command.function=events",
      "osgi.command.function=exec",
      "osgi.command.function=images",
      "osgi.command.function=info",
      "osgi.command.function=inspect",
      "osgi.command.function=kill",
      "osgi.command.function=logs",
      "osgi.command.function=network",
      "osgi.command.function=pause",
      "osgi.command.function=ps",
      "osgi.command.function=pull",
      "osgi.command.function=restart",
      "osgi.command.function=rm",
      "osgi.command.function=rmi",
      "osgi.command.function=run",
      "osgi.command.function=start",
      "osgi.command.function=stop",
      "osgi.command.function=unpause",
      "osgi.command.function=version",
      "osgi.command.function=volume",
      "osgi.command.function=wait"
    })
public class GogoCommands {
  private final Runner runner;

  /** The commands of this engine. */
  @Activate
  public GogoCommands(@Reference Engine engine) {
    runner = new Runner(new Commands(engine));
  }

  /** Where Gogo sends every function that has no method of its name; words[0] is that name. */
  @SuppressWarnings("MethodName") // Gogo's
  public void _main(CommandSession session, String[] words) {
    Process process = Process.Utils.current();
    ProcessIo io = new ProcessIo(session, process);
    try {
      process.error(runner.run(List.of(words), io));
    } finally {
      io.done();
    }
  }
}
