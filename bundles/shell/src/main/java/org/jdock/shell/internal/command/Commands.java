package org.jdock.shell.internal.command;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every command by its name. Immutable. */
public final class Commands {
  private final TreeMap<String, Command> byName = new TreeMap<>();

  /** The commands of an engine. */
  public Commands(Engine engine) {
    Stream.of(
            new DriverCommands(engine).all(),
            new DriverChangeCommands(engine).all(),
            new DriverSourceCommands(engine).all(),
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
    if (words.isEmpty()) {
      return null;
    }
    Command command = words.size() > 1 ? byName.get(words.get(0) + " " + words.get(1)) : null;
    return command == null ? byName.get(words.get(0)) : command;
  }

  /** The commands of a group, such as {@code driver}; empty for what is none. */
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
