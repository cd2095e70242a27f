package org.jdock.driver.security.defaults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jdock.spi.DriverException;
import org.jdock.spi.security.SecurityHost;
import org.jdock.tck.security.Requests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a parser and a kernel's list that are files of the test; itest/hosts has real ones. */
class AppArmorTest {
  private static final SecurityHost HOST =
      new SecurityHost("amd64", "6.1", Requests.all(), true, true, false);

  @TempDir private Path temp;
  private Path list;
  private Path calls;

  @BeforeEach
  void aHostWithAppArmor() throws IOException {
    list = Files.writeString(temp.resolve("profiles"), "other (enforce)\nmine (complain)\n");
    calls = Files.writeString(temp.resolve("calls"), "");
    Files.writeString(temp.resolve("enabled"), "Y\n");
    Files.createDirectory(temp.resolve("root"));
  }

  private AppArmor host(String script) throws IOException {
    Path parser = temp.resolve("parser");
    Files.writeString(parser, "#!/bin/sh\necho \"$@\" >>" + calls + "\n" + script + "\n");
    Files.setPosixFilePermissions(parser, PosixFilePermissions.fromString("rwx------"));
    return new AppArmor(temp.resolve("enabled"), list, new AppArmorParser(parser.toString()));
  }

  private AppArmor host() throws IOException {
    return host("echo 'docker-default (enforce)' >>" + list);
  }

  private AppArmor opened(AppArmor fresh) throws DriverException {
    fresh.open(temp.resolve("root"));
    return fresh;
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(calls);
  }

  @Test
  void isLoadedOnceAndGivenToThoseWhoDoNotSay() throws Exception {
    AppArmor armor = opened(host());
    assertEquals("docker-default", armor.profile(null, false, HOST));
    assertEquals("docker-default", armor.profile("docker-default", true, HOST));
    assertEquals("unconfined", armor.profile(null, true, HOST));
    assertEquals("mine", armor.profile("mine", false, HOST));
    assertEquals("docker-default", opened(host()).profile(null, false, HOST));
    assertEquals(List.of("-Kr " + temp.resolve("root/docker-default.new")), calls());
  }

  @Test
  void dockersOwnOfThatNameIsLeftAlone() throws Exception {
    Files.writeString(list, "docker-default (enforce)\n");
    assertEquals("docker-default", opened(host()).profile(null, false, HOST));
    assertTrue(calls().isEmpty());
  }

  @Test
  void anOlderOneOfOursIsReplaced() throws Exception {
    opened(host());
    Path ours = temp.resolve("root/docker-default");
    assertEquals(AppArmorParser.text(), Files.readString(ours));
    Files.writeString(ours, "profile docker-default {}\n");
    opened(host());
    assertEquals(2, calls().size());
    assertEquals(AppArmorParser.text(), Files.readString(ours));
  }

  @Test
  void isLoadedAgainAfterSomebodyTookItOut() throws Exception {
    AppArmor armor = opened(host());
    Files.writeString(list, "other (enforce)\n");
    assertEquals("docker-default", armor.profile(null, false, HOST));
    assertEquals(2, calls().size());
  }

  @Test
  void withoutAParserOrAppArmorThereIsNone() throws Exception {
    AppArmor armor =
        opened(new AppArmor(temp.resolve("enabled"), list, new AppArmorParser("/nowhere/parser")));
    assertNull(armor.profile(null, false, HOST));
    assertEquals("mine", armor.profile("mine", false, HOST));
    Files.writeString(temp.resolve("enabled"), "N\n");
    assertNull(opened(host()).profile(null, false, HOST));
    assertTrue(calls().isEmpty());
  }

  @Test
  void oneThatTheKernelDoesNotHaveIsRefused() throws Exception {
    AppArmor armor = opened(host());
    assertEquals("mine", armor.profile("mine", true, HOST));
    assertEquals("mine//&other", armor.profile("mine//&other", false, HOST));
    DriverException e =
        assertThrows(DriverException.class, () -> armor.profile("min", false, HOST));
    assertEquals(DriverException.Kind.INVALID, e.kind());
    assertTrue(e.getMessage().startsWith("AppArmor profile min is not loaded"), e.getMessage());
    Files.delete(list);
    assertEquals("min", armor.profile("min", false, HOST));
  }

  @Test
  void whatTheParserSaysIsTold() throws Exception {
    AppArmor armor = host("echo 'syntax error, line 3'; exit 1");
    DriverException e = assertThrows(DriverException.class, () -> opened(armor));
    assertEquals(
        "AppArmor profile docker-default can't be loaded: syntax error, line 3", e.getMessage());
    assertFalse(Files.exists(temp.resolve("root/docker-default")));
  }
}
