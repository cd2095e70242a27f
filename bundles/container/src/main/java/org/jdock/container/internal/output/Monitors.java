package org.jdock.container.internal.output;

import java.io.IOException;
import org.jdock.linux.Errno;
import org.jdock.linux.Fd;
import org.jdock.linux.SyscallException;
import org.jdock.linux.socket.Fifos;
import org.jdock.spi.runtime.MonitorFiles;

/** Tells which monitors still work. */
public final class Monitors {
  private Monitors() {}

  /** Whether somebody still listens at the monitor's fifo. */
  public static boolean listens(MonitorFiles files) throws IOException {
    try {
      Fd reader = Fifos.openForWriting(files.ctl()).orElse(null);
      if (reader != null) {
        reader.close();
      }
      return reader != null;
    } catch (SyscallException e) {
      if (e.is(Errno.ENOENT)) {
        return false;
      }
      throw e;
    }
  }
}
