package org.jdock.driver.security.defaults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.jdock.spi.DriverException;

/**
 * Loads the default profile into the kernel by {@code apparmor_parser}, of the package apparmor.
 *
 * @param program its name along the path, or its path
 */
record AppArmorParser(String program) {
  private static final int LIMIT_SECONDS = 60;

  /** The profile. */
  static String text() throws IOException {
    try (InputStream in = AppArmorParser.class.getResourceAsStream(AppArmor.DEFAULT)) {
      if (in == null) {
        throw new IllegalStateException("this bundle lacks its AppArmor profile");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Loads it, over one of the same name; blocks up to a minute.
   *
   * @param directory keeps its text once it is loaded
   * @return false where there is no such program
   * @throws DriverException FAILED, with what the parser says
   */
  boolean load(Path directory) throws IOException, DriverException {
    Path file = directory.resolve(AppArmor.DEFAULT + ".new");
    Files.writeString(file, text());
    Path answer = directory.resolve(AppArmor.DEFAULT + ".log");
    Process parser;
    try {
      parser =
          new ProcessBuilder(program, "-Kr", file.toString())
              .redirectErrorStream(true)
              .redirectOutput(answer.toFile())
              .start();
    } catch (IOException e) {
      return false;
    }
    try {
      if (parser.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && parser.exitValue() == 0) {
        Files.move(file, directory.resolve(AppArmor.DEFAULT), StandardCopyOption.REPLACE_EXISTING);
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      parser.destroyForcibly();
    }
    throw new DriverException(
        DriverException.Kind.FAILED,
        "AppArmor profile "
            + AppArmor.DEFAULT
            + " can't be loaded: "
            + Files.readString(answer).strip());
  }
}
