package org.jdock.client;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** One command's conversation with the daemon. */
final class Conversation {
  private static final int HEADER = 5;

  private final Connection connection;
  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
  private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);
  private final StdinPump stdin;
  private final boolean inputTerminal = Tty.is(0);
  private final boolean outputTerminal = Tty.is(1);
  private final Tty tty;

  Conversation(Connection connection) {
    this.connection = connection;
    stdin = new StdinPump(connection);
    tty = new Tty(connection);
  }

  /** Sends the command and serves it until it ends; its exit code. */
  int carryOut(List<String> command) throws IOException {
    byte[] request = request(command);
    connection.send(Connection.REQUEST, request, request.length);
    passOn("INT");
    passOn("TERM");
    passOn("HUP");
    try {
      while (true) {
        ByteBuffer frame = connection.receive();
        switch (frame.get(0)) {
          case Connection.STDOUT -> write(out, frame);
          case Connection.STDERR -> write(err, frame);
          case Connection.READ -> stdin.request(frame.getInt(HEADER));
          case Connection.RAW -> {
            if (inputTerminal && outputTerminal) {
              tty.raw(frame.get(HEADER) == 1);
            }
          }
          case Connection.EXIT -> {
            return frame.getInt(HEADER);
          }
          default -> throw new IOException("frame of unknown type " + frame.get(0));
        }
      }
    } finally {
      tty.raw(false);
    }
  }

  private byte[] request(List<String> command) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    DataOutputStream data = new DataOutputStream(bytes);
    data.writeByte(1);
    data.writeByte((inputTerminal ? 1 : 0) | (outputTerminal ? 2 : 0) | (Tty.is(2) ? 4 : 0));
    String term = System.getenv("TERM");
    string(data, term == null ? "dumb" : term);
    string(data, Path.of("").toAbsolutePath().toString());
    data.writeInt(command.size());
    for (String argument : command) {
      string(data, argument);
    }
    return bytes.toByteArray();
  }

  private static void string(DataOutputStream data, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    data.writeInt(bytes.length);
    data.write(bytes);
  }

  /** A broken pipe ends the command: nobody reads what it says. */
  private static void write(FileOutputStream to, ByteBuffer frame) throws IOException {
    byte[] bytes = new byte[frame.capacity() - HEADER];
    frame.get(HEADER, bytes);
    to.write(bytes);
  }

  /** The daemon decides what a signal means; a second one when it does not answer ends us. */
  private void passOn(String name) {
    byte[] bytes = (int4(name.length()) + name).getBytes(StandardCharsets.ISO_8859_1);
    Signals.handle(
        name,
        signal -> {
          try {
            connection.send(Connection.SIGNAL, bytes, bytes.length);
          } catch (IOException e) {
            tty.raw(false);
            Runtime.getRuntime().halt(128 + signal);
          }
        });
  }

  /** Four bytes, big endian, of a length below 128. */
  private static String int4(int length) {
    return "\0\0\0" + (char) length;
  }
}
