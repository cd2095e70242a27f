package org.jdock.shell.internal.gogo;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;
import org.jdock.shell.internal.command.Command;
import org.jdock.shell.internal.command.Commands;
import org.jdock.shell.internal.command.Names;
import org.jline.builtins.Completers.FileNameCompleter;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes commands, their options, and what their operands name. */
final class CommandCompleter implements Completer {
  private final Commands commands;
  private final Names names;
  private final CommandSession session;
  private final Supplier<Set<String>> all;

  CommandCompleter(
      Commands commands, Names names, CommandSession session, Supplier<Set<String>> all) {
    this.commands = commands;
    this.names = names;
    this.session = session;
    this.all = all;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    List<String> words = line.words();
    if (line.wordIndex() <= 0) {
      first(line.word(), candidates);
      return;
    }
    List<String> before = words.subList(0, Math.min(line.wordIndex(), words.size()));
    String first = before.getFirst().substring(before.getFirst().indexOf(':') + 1);
    List<String> typed = Stream.concat(Stream.of(first), before.stream().skip(1)).toList();
    String name = String.join(" ", typed);
    List<Command> group = commands.group(name);
    if (!group.isEmpty()) {
      group.stream()
          .map(each -> each.name().substring(name.length() + 1).split(" ", 2)[0])
          .distinct()
          .forEach(word -> candidates.add(new Candidate(word)));
      return;
    }
    Command command = commands.find(typed);
    if (command == null) {
      return;
    }
    if (line.word().startsWith("-")) {
      command.syntax().names().forEach(each -> candidates.add(new Candidate(each)));
      return;
    }
    names.of(command.completes()).forEach(each -> candidates.add(new Candidate(each)));
    if (command.completes() == Command.Operand.FILE
        || command.completes() == Command.Operand.DRIVER_OR_FILE) {
      new FileNameCompleter() {
        @Override
        protected Path getUserDir() {
          return session.currentDir();
        }
      }.complete(reader, line, candidates);
    }
  }

  /** Ours without scope; all with it, once one is being typed. */
  private void first(String word, List<Candidate> candidates) {
    Stream<String> known =
        word.indexOf(':') >= 0
            ? all.get().stream()
            : Stream.concat(
                commands.firstWords().stream(),
                Stream.concat(
                    Stream.of("exit", "help"),
                    all.get().stream().map(name -> name.substring(name.indexOf(':') + 1))));
    known.distinct().sorted().forEach(name -> candidates.add(new Candidate(name)));
  }
}
