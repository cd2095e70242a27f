package org.jdock.shell.internal.wire;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client asks for.
 *
 * @param inputTerminal whether its standard input is a terminal
 * @param outputTerminal whether its standard output is one
 * @param terminalType its TERM
 * @param directory where it was called, absolute
 * @param arguments the command; empty for an interactive session
 */
public record Request(
    boolean inputTerminal,
    boolean outputTerminal,
    String terminalType,
    Path directory,
    List<String> arguments) {
  private static final int VERSION = 1;

  /** Reads a REQUEST frame. */
  public static Request of(Frame frame) throws IOException {
    if (frame.type() != FrameType.REQUEST) {
      throw new ProtocolException("expected a request, not " + frame.type());
    }
    var in = new DataInputStream(new ByteArrayInputStream(frame.payload()));
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new ProtocolException("console protocol " + version + " is not spoken here");
    }
    int flags = in.readUnsignedByte();
    String term = string(in);
    Path directory = path(string(in));
    int count = in.readInt();
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      arguments.add(string(in));
    }
    return new Request((flags & 1) != 0, (flags & 2) != 0, term, directory, List.copyOf(arguments));
  }

  private static Path path(String text) throws ProtocolException {
    try {
      Path path = Path.of(text);
      if (path.isAbsolute()) {
        return path.normalize();
      }
    } catch (InvalidPathException e) {
      throw new ProtocolException("working directory: " + e.getMessage());
    }
    throw new ProtocolException("the working directory is not absolute: " + text);
  }

  private static String string(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new ProtocolException("string of " + length + " bytes");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
