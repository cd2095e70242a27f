package org.jdock.linux.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgramCopyTest {
  @Test
  void runsAndCannotBeChanged() throws IOException {
    Path path;
    try (ProgramCopy copy = ProgramCopy.of(Path.of("/bin/echo"))) {
      path = copy.path();
      try (Child child = Spawn.of(path.toString(), "hi").captureOutput().start()) {
        assertEquals(0, child.waitFor(Duration.ofSeconds(10)).orElseThrow());
        assertEquals("hi\n", new String(child.output(10), StandardCharsets.UTF_8));
      }
      Path writable = path;
      assertThrows(
          IOException.class,
          () ->
              FileChannel.open(writable, StandardOpenOption.WRITE)
                  .write(java.nio.ByteBuffer.wrap(new byte[] {1}), 0));
      assertEquals(-1, Files.mismatch(path, Path.of("/bin/echo")));
    }
    assertFalse(Files.exists(path));
  }

  @Test
  void whatIsNotThereIsToldOf() {
    assertThrows(IOException.class, () -> ProgramCopy.of(Path.of("/nowhere/program")));
  }
}
