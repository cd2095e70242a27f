package org.jdock.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdock.spi.DriverException.Kind;
import org.jdock.spi.storage.SnapshotInfo;
import org.jdock.spi.storage.StorageDriver;
import org.junit.jupiter.api.Test;

/** What each call does and refuses, and that it may be repeated. */
abstract class StorageCalls extends StorageFixture {
  @Test
  void probeFindsTheHostFitAndNeedsNoOpen() {
    var probe = newDriver().probe();
    assertTrue(probe.ready(), probe.reason() + ": " + probe.remedy());
  }

  @Test
  void aContainersLifeFromPrepareToRemove() throws Exception {
    String base = layer("sha256:base", null, file("a", "1"));
    var mounts = driver().prepare("c1", base);
    assertEquals(mounts, driver().mounts("c1"));
    try (var tree = mount(mounts)) {
      assertEquals("1", Files.readString(tree.path("a")));
      Files.writeString(tree.path("a"), "2");
    }
    try (var tree = mount(driver().mounts("c1"))) {
      assertEquals("2", Files.readString(tree.path("a")));
    }
    driver().remove("c1");
    refused(Kind.NOT_FOUND, () -> driver().mounts("c1"));
    look(base, tree -> assertEquals("1", Files.readString(tree.path("a"))));
  }

  @Test
  void statAndListTellKindAndParent() throws Exception {
    layer("base", null, tree -> {});
    driver().prepare("act", "base");
    driver().view("see", "base");
    assertEquals(SnapshotInfo.Kind.COMMITTED, driver().stat("base").kind());
    assertEquals(SnapshotInfo.Kind.ACTIVE, driver().stat("act").kind());
    assertEquals(SnapshotInfo.Kind.VIEW, driver().stat("see").kind());
    assertEquals("base", driver().stat("see").parent());
    assertEquals(null, driver().stat("base").parent());
    assertEquals(Set.of("base", "act", "see"), names(driver()));
    assertEquals(
        Set.copyOf(driver().list()),
        Set.of(driver().stat("base"), driver().stat("act"), driver().stat("see")));
    refused(Kind.NOT_FOUND, () -> driver().stat("none"));
    refused(Kind.NOT_FOUND, () -> driver().usage("none"));
    refused(Kind.NOT_FOUND, () -> driver().mounts("none"));
  }

  static Set<String> names(StorageDriver driver) throws Exception {
    return driver.list().stream().map(SnapshotInfo::name).collect(Collectors.toSet());
  }

  @Test
  void eachCallMayBeRepeated() throws Exception {
    layer("base", null, file("a", "1"));
    assertEquals(driver().prepare("k", "base"), driver().prepare("k", "base"));
    assertEquals(driver().view("v", "base"), driver().view("v", "base"));
    driver().commit("n", "k", "base");
    driver().commit("n", "k", "base");
    assertEquals(Set.of("base", "v", "n"), names(driver()));
    driver().remove("v");
    driver().remove("v");
    assertEquals(Set.of("base", "n"), names(driver()));
  }

  @Test
  void aKeyInUseIsRefusedForAnythingElse() throws Exception {
    layer("one", null, tree -> {});
    layer("two", null, tree -> {});
    driver().prepare("k", "one");
    refused(Kind.CONFLICT, () -> driver().prepare("k", "two"));
    refused(Kind.CONFLICT, () -> driver().prepare("k", null));
    refused(Kind.CONFLICT, () -> driver().view("k", "one"));
    refused(Kind.CONFLICT, () -> driver().prepare("one", null));
    assertEquals("one", driver().stat("k").parent());
  }

  @Test
  void onlyWhatIsCommittedCanBeAParent() throws Exception {
    driver().prepare("k", null);
    refused(Kind.NOT_FOUND, () -> driver().prepare("x", "none"));
    refused(Kind.NOT_FOUND, () -> driver().prepare("x", "k"));
    refused(Kind.NOT_FOUND, () -> driver().view("x", "none"));
    assertEquals(Set.of("k"), names(driver()));
  }

  @Test
  void commitFreesTheKeyAndRefusesATakenName() throws Exception {
    layer("taken", null, file("a", "1"));
    driver().prepare("k", null);
    refused(Kind.CONFLICT, () -> driver().commit("taken", "k", null));
    assertEquals(SnapshotInfo.Kind.ACTIVE, driver().stat("k").kind());
    refused(Kind.NOT_FOUND, () -> driver().commit("x", "none", null));
    driver().view("v", "taken");
    refused(Kind.CONFLICT, () -> driver().commit("x", "v", "taken"));
    driver().commit("n", "k", null);
    refused(Kind.NOT_FOUND, () -> driver().stat("k"));
    driver().prepare("k", "n");
    assertEquals("n", driver().stat("k").parent());
  }

  @Test
  void aParentIsNotRemoved() throws Exception {
    layer("base", null, tree -> {});
    layer("top", "base", tree -> {});
    driver().view("v", "top");
    refused(Kind.CONFLICT, () -> driver().remove("base"));
    refused(Kind.CONFLICT, () -> driver().remove("top"));
    driver().remove("v");
    driver().remove("top");
    driver().remove("base");
    assertEquals(List.of(), driver().list());
  }

  @Test
  void namesAreCheckedAndNeverBecomePaths() throws Exception {
    for (String bad : List.of("", "a/b", "../x", "a b", "a\nb", "é", "x".repeat(5000))) {
      refused(Kind.INVALID, () -> driver().prepare(bad, null));
      refused(Kind.INVALID, () -> driver().view(bad, null));
    }
    for (String good : List.of(".", "..", "...", "sha256:" + "a".repeat(64), "-", "A_b.c-d:e")) {
      driver().prepare(good, null);
    }
    driver().prepare("k", null);
    refused(Kind.INVALID, () -> driver().commit("../x", "k", null));
    assertEquals(7, driver().list().size());
    assertFalse(Files.exists(root().resolveSibling("x")));
  }

  @Test
  void usageCountsBlocksAndAHardLinkOnce() throws Exception {
    layer("base", null, tree -> {});
    long empty = driver().usage("base").bytes();
    layer(
        "full",
        null,
        tree -> {
          Files.write(tree.path("f"), new byte[1 << 20]);
          Files.createLink(tree.path("g"), tree.path("f"));
        });
    var usage = driver().usage("full");
    assertTrue(usage.bytes() >= 1 << 20, usage::toString);
    assertTrue(usage.bytes() < empty + (3 << 19), usage::toString);
    assertEquals(2, usage.inodes(), "the root and one file of two names");
    driver().view("v", "full");
    assertTrue(driver().usage("v").bytes() < 1 << 20, "a parent is not counted");
  }

  @Test
  void aChangeOfParentNeedsRebase() throws Exception {
    layer("base", null, file("a", "1"));
    layer("other", null, file("b", "1"));
    driver().prepare("k", "base");
    refused(Kind.UNSUPPORTED, () -> driver().commit("n", "k", "other"));
    refused(Kind.UNSUPPORTED, () -> driver().commit("n", "k", null));
    driver().prepare("bare", null);
    if (can(StorageDriver.REBASE)) {
      refused(Kind.NOT_FOUND, () -> driver().commit("n", "bare", "none"));
      driver().commit("n", "bare", "base");
      assertEquals("base", driver().stat("n").parent());
    } else {
      refused(Kind.UNSUPPORTED, () -> driver().commit("n", "bare", "base"));
      assertEquals(SnapshotInfo.Kind.ACTIVE, driver().stat("bare").kind());
    }
  }
}
