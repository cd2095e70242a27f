package org.jdock.linux.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdock.linux.Fd;
import org.jspecify.annotations.Nullable;

/**
 * A program to be run, with exactly the descriptors that are named here (ProcessBuilder passes
 * none). A builder, of one thread. Until told otherwise: this process's environment and directory,
 * all three streams /dev/null. Signal masks and handlers are the default's.
 *
 * <p>{@link #start} blocks until the program is executed, 1-2 ms: platform threads only.
 */
public final class Spawn {
  /** The first of a child's further descriptors. */
  private static final int FIRST = 3;

  final List<String> command;
  final Map<String, String> environment = new LinkedHashMap<>(System.getenv());
  final List<Fd> inherited = new ArrayList<>();
  @Nullable Path directory;
  byte @Nullable [] input;
  @Nullable Fd inputFd;
  @Nullable String pipeVariable;
  Output output = Output.toNull();
  Output error = Output.toNull();
  boolean newSession;

  private Spawn(List<String> command) {
    this.command = List.copyOf(command);
  }

  /** Where a child's stream goes. */
  record Output(Kind kind, @Nullable Path path, @Nullable Fd fd) {
    enum Kind {
      NULL,
      FILE,
      FD,
      CAPTURE,
      SAME
    }

    static Output toNull() {
      return new Output(Kind.NULL, null, null);
    }
  }

  /** A program by its path, or by its name to be looked for along this process's PATH. */
  public static Spawn of(List<String> command) {
    if (command.isEmpty()) {
      throw new IllegalArgumentException("no program");
    }
    return new Spawn(command);
  }

  /** As the other. */
  public static Spawn of(String... command) {
    return of(List.of(command));
  }

  /** Exactly this environment. */
  public Spawn environment(Map<String, String> all) {
    environment.clear();
    environment.putAll(all);
    return this;
  }

  /** One more variable. */
  public Spawn variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** The working directory. */
  public Spawn directory(Path value) {
    directory = value;
    return this;
  }

  /** Standard input: these bytes, then the end. */
  public Spawn input(byte[] bytes) {
    input = bytes.clone();
    return this;
  }

  /** Standard input: a descriptor, which stays the caller's. */
  public Spawn input(Fd fd) {
    inputFd = fd;
    return this;
  }

  /** Standard output: a file, made with 0600 or cut to nothing. */
  public Spawn output(Path file) {
    output = new Output(Output.Kind.FILE, file, null);
    return this;
  }

  /** Standard output: a descriptor, which stays the caller's. */
  public Spawn output(Fd fd) {
    output = new Output(Output.Kind.FD, null, fd);
    return this;
  }

  /** Standard output: kept in memory for {@link Child#output}. */
  public Spawn captureOutput() {
    output = new Output(Output.Kind.CAPTURE, null, null);
    return this;
  }

  /** Standard error: a file, made with 0600 or cut to nothing. */
  public Spawn error(Path file) {
    error = new Output(Output.Kind.FILE, file, null);
    return this;
  }

  /** Standard error: a descriptor, which stays the caller's. */
  public Spawn error(Fd fd) {
    error = new Output(Output.Kind.FD, null, fd);
    return this;
  }

  /** Standard error: kept in memory for {@link Child#error}. */
  public Spawn captureError() {
    error = new Output(Output.Kind.CAPTURE, null, null);
    return this;
  }

  /** Standard error: to where standard output goes. */
  public Spawn errorToOutput() {
    error = new Output(Output.Kind.SAME, null, null);
    return this;
  }

  /**
   * A further descriptor, which stays the caller's.
   *
   * @return its number in the child: 3, 4, … in the order of calls
   */
  public int inherit(Fd fd) {
    inherited.add(fd);
    return FIRST + inherited.size() - 1;
  }

  /**
   * A pipe that the child writes to and {@link Child#pipe} reads, whose number the child finds in
   * this variable (conmon's _OCI_SYNCPIPE). Once per program.
   */
  public Spawn pipe(String variable) {
    pipeVariable = variable;
    return this;
  }

  /** A session of its own (setsid(2)): not hit by what is sent to this process's group. */
  public Spawn newSession() {
    newSession = true;
    return this;
  }

  /**
   * Runs it.
   *
   * @throws org.jdock.linux.SyscallException "spawn": ENOENT and the like of the program or its
   *     directory
   */
  public Child start() throws IOException {
    return new Spawner(this).start();
  }
}
