package org.jdock.container.internal.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTest {
  @TempDir Path folder;

  @Test
  void aSlowReaderStillHasWhatTheSpoolLetGo() throws IOException {
    Segment first = segment("one");
    Segment second = segment("two");
    Segment third = segment("three");
    var buffers = new Buffers();
    try (var reader = new SpoolReader(buffers, first.retain(), 3)) {
      first.next(second);
      first.release();
      second.next(third);
      second.release();
      assertTrue(reader.advance(true));
      assertEquals("two", text(reader.segment()));
      assertTrue(reader.advance(true));
      assertEquals("three", text(reader.segment()));
      third.release();
      assertEquals("three", text(reader.segment()));
    }
    assertThrows(IllegalStateException.class, first::retain);
    assertThrows(IllegalStateException.class, second::retain);
    assertThrows(IllegalStateException.class, third::retain);
  }

  private Segment segment(String text) throws IOException {
    Path file = Files.writeString(folder.resolve(text), text);
    Segment made = Segment.open(file);
    Files.delete(file);
    return made;
  }

  private static String text(Segment segment) throws IOException {
    byte[] bytes = new byte[9];
    return new String(bytes, 0, segment.read(0, bytes, 0, 9), StandardCharsets.US_ASCII);
  }
}
