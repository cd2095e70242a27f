package org.jdock.shell.internal.command;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every command by its name. Immutable. */
public final class Commands {
  private static final int MOST_WORDS = 3;

  private final TreeMap<String, Command> byName = new TreeMap<>();

  /** The commands of an engine. */
  public Commands(Engine engine) {
    Stream.of(
            new DriverCommands(engine).all(),
            new DriverChangeCommands(engine).all(),
            new DriverSourceCommands(engine).all(),
            new DriverConfigCommands(engine).all(),
            new TrustCommands(engine).all(),
            new ListCommands(engine).all(),
            new RunCommands(engine).all(),
            new LifecycleCommands(engine).all(),
            new ObjectCommands(engine).all(),
            new SystemCommands(engine).all())
        .flatMap(List::stream)
        .forEach(command -> byName.put(command.name(), command));
  }

  /** All, sorted by name. */
  public Collection<Command> all() {
    return byName.values();
  }

  /** The command that a line starts with; null for none. */
  public @Nullable Command find(List<String> words) {
    for (int length = Math.min(words.size(), MOST_WORDS); length > 0; length--) {
      Command command = byName.get(String.join(" ", words.subList(0, length)));
      if (command != null) {
        return command;
      }
    }
    return null;
  }

  /** The commands of a group, such as {@code driver trust}; empty for what is none. */
  public List<Command> group(String name) {
    return byName.tailMap(name + " ").values().stream()
        .takeWhile(command -> command.name().startsWith(name + " "))
        .toList();
  }

  /** The first words of all commands, sorted. */
  public List<String> firstWords() {
    return byName.keySet().stream().map(name -> name.split(" ", 2)[0]).distinct().toList();
  }
}
