package org.jdock.container.internal.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.jdock.api.ProblemException;
import org.jdock.linux.socket.Fifos;
import org.jdock.spi.runtime.MonitorFiles;

/** Terminals behind monitors. */
public final class Terminals {
  private Terminals() {}

  /**
   * Sets the size, in characters.
   *
   * @throws ProblemException CONFLICT when the monitor does not run
   */
  public static void resize(MonitorFiles files, int height, int width) {
    try {
      byte[] order = ("1 " + height + " " + width + "\n").getBytes(StandardCharsets.US_ASCII);
      if (!Files.exists(files.ctl()) || !Fifos.write(files.ctl(), order)) {
        throw ProblemException.conflict("cannot resize a stopped container");
      }
    } catch (IOException e) {
      throw ProblemException.failed("the terminal can't be resized: " + e.getMessage(), e);
    }
  }
}
