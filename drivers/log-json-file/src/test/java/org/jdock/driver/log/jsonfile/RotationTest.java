package org.jdock.driver.log.jsonfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goes on from every state that a kill can leave. */
class RotationTest {
  private final JsonFileOptions options = new JsonFileOptions(100, 4, false);
  @TempDir private Path directory;

  /** Three generations, 5 to 7, each file holding its number. */
  private LogFiles sound() throws IOException {
    LogFiles files = new LogFiles(directory, "x-json.log");
    Files.writeString(files.current(), "7");
    Files.writeString(files.plain(1), "6");
    Files.writeString(files.plain(2), "5");
    new Marker(7, LogFiles.inode(files.current())).write(files);
    return files;
  }

  private Rotation recovered(LogFiles files) throws IOException {
    Rotation rotation = new Rotation(files, options);
    rotation.recover();
    assertEquals(
        LogFiles.inode(files.current()), Marker.read(files).inode(), "the marker fits the file");
    assertEquals(rotation.generation(), Marker.read(files).generation());
    return rotation;
  }

  private static List<String> contents(LogFiles files) throws IOException {
    var all = new ArrayList<String>();
    all.add(Files.readString(files.current()));
    for (int number : files.numbers()) {
      all.add(number + "=" + Files.readString(files.plain(number)));
    }
    return all;
  }

  @Test
  void killedBeforeTheOldFileMoved() throws IOException {
    LogFiles files = sound();
    LogFiles.createEmpty(files.next());
    LogFiles.move(files.plain(2), files.plain(3));
    LogFiles.move(files.plain(1), files.plain(2));
    assertEquals(7, recovered(files).generation());
    assertEquals(List.of("7", "1=6", "2=5"), contents(files));
  }

  @Test
  void killedAfterTheOldFileMoved() throws IOException {
    LogFiles files = sound();
    LogFiles.createEmpty(files.next());
    LogFiles.move(files.plain(2), files.plain(3));
    LogFiles.move(files.plain(1), files.plain(2));
    LogFiles.move(files.current(), files.plain(1));
    assertEquals(7, recovered(files).generation());
    assertEquals(List.of("7", "1=6", "2=5"), contents(files));
  }

  @Test
  void killedAfterTheMarker() throws IOException {
    LogFiles files = sound();
    long inode = LogFiles.createEmpty(files.next());
    LogFiles.move(files.plain(2), files.plain(3));
    LogFiles.move(files.plain(1), files.plain(2));
    LogFiles.move(files.current(), files.plain(1));
    new Marker(8, inode).write(files);
    assertEquals(8, recovered(files).generation());
    assertEquals(List.of("", "1=7", "2=6", "3=5"), contents(files));
  }

  @Test
  void killedOnTheWayBack() throws IOException {
    LogFiles files = sound();
    new Marker(6, LogFiles.inode(files.plain(1))).write(files);
    Rotation rotation = recovered(files);
    assertEquals(6, rotation.generation());
    assertEquals(List.of("6", "1=5"), contents(files));
    rotation.cutBack(new Position(5, 1));
    assertEquals(5, rotation.generation());
    assertEquals(List.of("5"), contents(files));
  }

  @Test
  void everyRotationIsOneGeneration() throws IOException {
    LogFiles files = sound();
    Rotation rotation = recovered(files);
    rotation.forward();
    rotation.forward();
    assertEquals(9, recovered(files).generation());
    assertEquals(List.of("", "1=", "2=7", "3=6"), contents(files));
  }
}
