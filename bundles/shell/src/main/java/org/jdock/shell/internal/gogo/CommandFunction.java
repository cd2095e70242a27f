package org.jdock.shell.internal.gogo;

import java.util.ArrayList;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.jdock.shell.internal.command.Runner;
import org.jspecify.annotations.Nullable;

/** One of our commands, or the first word of several, as Gogo calls it. */
final class CommandFunction implements Function {
  private final String firstWord;
  private final Runner runner;

  CommandFunction(String firstWord, Runner runner) {
    this.firstWord = firstWord;
    this.runner = runner;
  }

  @Override
  public @Nullable Object execute(CommandSession session, List<Object> arguments) {
    List<String> words = new ArrayList<>();
    words.add(firstWord);
    arguments.forEach(argument -> words.add(String.valueOf(argument)));
    Process process = Process.Utils.current();
    ProcessIo io = new ProcessIo(session, process);
    try {
      process.error(runner.run(words, io));
    } finally {
      io.done();
    }
    return null;
  }
}
