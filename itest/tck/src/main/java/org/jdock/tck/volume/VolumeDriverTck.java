package org.jdock.tck.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jdock.linux.mount.MountInfo;
import org.jdock.linux.mount.Mounts;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;
import org.jdock.spi.OptionSpec;
import org.jdock.spi.volume.VolumeDriver;
import org.jdock.spi.volume.VolumeInfo;
import org.jdock.tck.TestContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * The conformance suite of {@link VolumeDriver}. A driver's test class extends it and makes new
 * instances in {@link #newDriver}. It runs as root.
 */
public abstract class VolumeDriverTck {
  private static final int THREADS = 16;

  @TempDir private @Nullable Path temp;
  private @Nullable VolumeDriver first;
  private final List<VolumeDriver> open = new ArrayList<>();

  /** A new instance, not yet opened. */
  protected abstract VolumeDriver newDriver();

  /** Options that make a volume which works on any host. */
  protected Map<String, String> options() {
    return Map.of();
  }

  /** Other valid options than {@link #options()}. */
  protected abstract Map<String, String> otherOptions();

  @BeforeEach
  void openDriver() throws Exception {
    first = openAnother();
  }

  @AfterEach
  void closeAll() throws Exception {
    open.forEach(VolumeDriver::close);
    String mine = temp().toRealPath() + "/";
    List<String> left =
        MountInfo.read().stream()
            .map(MountInfo::mountPoint)
            .filter(m -> m.startsWith(mine))
            .toList();
    for (String mount : left) {
      Mounts.detach(Path.of(mount)); // or cleaning up would delete what is behind it
    }
    assertEquals(List.of(), left, "mounts that the test left");
  }

  /** The test's own directory. */
  protected final Path temp() {
    if (temp == null) {
      throw new IllegalStateException("outside of a test");
    }
    return temp;
  }

  /** The instance that is open from the start. */
  protected final VolumeDriver driver() {
    if (first == null) {
      throw new IllegalStateException("outside of a test");
    }
    return first;
  }

  /** A further instance on the same directories. */
  protected final VolumeDriver openAnother() throws Exception {
    VolumeDriver another = newDriver();
    another.open(TestContext.under(temp()));
    open.add(another);
    return another;
  }

  /** A refusal of this kind; its message. */
  protected static String refused(Kind kind, Executable call) {
    DriverException e = assertThrows(DriverException.class, call);
    assertEquals(kind, e.kind(), e.getMessage());
    return String.valueOf(e.getMessage());
  }

  private static Set<String> names(VolumeDriver driver) throws Exception {
    return driver.list().stream().map(VolumeInfo::name).collect(Collectors.toSet());
  }

  @Test
  void probeFindsTheHostFitAndNeedsNoOpen() {
    var probe = newDriver().probe();
    assertTrue(probe.ready(), probe.reason());
  }

  @Test
  void dataOutlivesItsHolders() throws Exception {
    driver().create("vol", options());
    Path data = driver().mount("vol", "one");
    assertTrue(data.isAbsolute());
    Files.writeString(data.resolve("f"), "text");
    driver().unmount("vol", "one");
    assertEquals("text", Files.readString(driver().mount("vol", "two").resolve("f")));
    driver().unmount("vol", "two");
    driver().remove("vol");
    assertEquals(List.of(), driver().list());
    driver().create("vol", options());
    assertFalse(Files.exists(driver().mount("vol", "one").resolve("f")));
    driver().unmount("vol", "one");
  }

  @Test
  void statAndListAgree() throws Exception {
    Instant before = Instant.now().minusSeconds(1);
    driver().create("one", options());
    driver().create("two", otherOptions());
    assertEquals(Set.of("one", "two"), names(driver()));
    VolumeInfo two = driver().stat("two");
    assertEquals(otherOptions(), two.options());
    assertTrue(two.created().isAfter(before) && two.created().isBefore(Instant.now()));
    assertEquals(Set.of(driver().stat("one"), two), Set.copyOf(driver().list()));
  }

  @Test
  void eachCallMayBeRepeated() throws Exception {
    driver().create("vol", options());
    VolumeInfo info = driver().stat("vol");
    driver().create("vol", options());
    assertEquals(info, driver().stat("vol"));
    assertEquals(driver().mount("vol", "h"), driver().mount("vol", "h"));
    driver().unmount("vol", "h");
    driver().unmount("vol", "h");
    driver().unmount("vol", "never");
    driver().unmount("none", "h");
    driver().remove("vol");
    driver().remove("vol");
    refused(Kind.NOT_FOUND, () -> driver().stat("vol"));
    refused(Kind.NOT_FOUND, () -> driver().mount("vol", "h"));
  }

  @Test
  void otherOptionsAreAConflictAndUnknownOnesInvalid() throws Exception {
    driver().create("vol", options());
    refused(Kind.CONFLICT, () -> driver().create("vol", otherOptions()));
    assertEquals(options(), driver().stat("vol").options());
    boolean any = driver().options().stream().anyMatch(o -> o.name().equals(OptionSpec.ANY));
    Executable unknown = () -> driver().create("x1", Map.of("no-such-option-of-tck", "1"));
    if (any) { // who knows the options has no kinds of refusals
      assertThrows(DriverException.class, unknown);
    } else {
      refused(Kind.INVALID, unknown);
    }
    assertEquals(Set.of("vol"), names(driver()));
  }

  @Test
  void aHeldVolumeIsNotRemovedWhoeverAsks() throws Exception {
    VolumeDriver other = openAnother();
    driver().create("vol", options());
    driver().mount("vol", "one");
    other.mount("vol", "two");
    refused(Kind.CONFLICT, () -> other.remove("vol"));
    other.unmount("vol", "one");
    refused(Kind.CONFLICT, () -> driver().remove("vol"));
    driver().close();
    VolumeDriver next = openAnother();
    refused(Kind.CONFLICT, () -> next.remove("vol"));
    next.unmount("vol", "two");
    next.remove("vol");
    assertEquals(List.of(), other.list());
  }

  @Test
  void namesAreChecked() throws Exception {
    for (String bad : List.of("", "x/y", "../x", ".x", "-x", "a b", "é", "x".repeat(5000))) {
      refused(Kind.INVALID, () -> driver().create(bad, options()));
      refused(Kind.INVALID, () -> driver().mount(bad, "h"));
      refused(Kind.INVALID, () -> driver().remove(bad));
    }
    driver().create("A_b.c-9", options());
    assertEquals(Set.of("A_b.c-9"), names(driver()));
  }

  @Test
  void manyThreadsAtOnce() throws Exception {
    VolumeDriver other = openAnother();
    var all = new ArrayList<Future<Path>>();
    try (var threads = Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().factory())) {
      for (int i = 0; i < THREADS; i++) {
        VolumeDriver mine = i % 2 == 0 ? driver() : other;
        String holder = "h" + i;
        all.add(
            threads.submit(() -> {
              mine.create("shared", options());
              Path data = mine.mount("shared", holder);
              Files.writeString(data.resolve(holder), "text");
              mine.create("of-" + holder, otherOptions());
              mine.remove("of-" + holder);
              return data;
            }));
      }
    }
    for (Future<Path> each : all) {
      assertEquals(all.getFirst().get(), each.get());
    }
    try (var files = Files.list(all.getFirst().get())) {
      assertEquals(THREADS, files.count());
    }
    for (int i = 0; i < THREADS; i++) {
      other.unmount("shared", "h" + i);
    }
    driver().remove("shared");
    assertEquals(List.of(), driver().list());
  }
}
