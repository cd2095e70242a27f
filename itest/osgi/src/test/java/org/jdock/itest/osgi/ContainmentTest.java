package org.jdock.itest.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.driver.Drivers;
import org.jdock.itest.osgi.exam.FreshFramework;
import org.jdock.itest.osgi.exam.PaxExam;
import org.jdock.itest.osgi.exam.Roots;
import org.jdock.itest.osgi.vendor.HangingCalls;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.log.LogTarget;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** What hangs, who comes at once, and a full disk: what served before serves on. */
@ExtendWith(PaxExam.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public class ContainmentTest {
  private static final String DRIVER = "log/json-file";
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private static Drivers drivers() {
    Host.offerSettings();
    return Host.service(Drivers.class);
  }

  /** As a front end would: a component that nobody holds ends with all that it watches. */
  private static void keepDrivers() {
    drivers();
    var context = Host.context();
    var _ = context.getService(context.getServiceReference(Drivers.class));
  }

  private static String version() {
    var info = drivers().info(DRIVER);
    assertEquals("ACTIVE", info.state(), info.reason());
    return info.version();
  }

  private static void hangs(Path directory) {
    var target =
        new LogTarget(
            "c".repeat(64),
            "web",
            "sha256:" + "d".repeat(64),
            "busybox",
            List.of("sh"),
            Instant.now(),
            Map.of(),
            List.of(),
            directory);
    var e =
        assertThrows(
            ProblemException.class,
            () ->
                Host.service(DriverRegistry.class)
                    .call(
                        LogDriver.class,
                        "json-file",
                        Duration.ofSeconds(1),
                        driver -> driver.open(target, Map.of(), null)));
    assertEquals(Problem.UNAVAILABLE, e.problem());
    assertTrue(e.getMessage().contains(DRIVER + " 0.4.0 did not answer within"), e.getMessage());
  }

  @Test
  @Order(1)
  public void oneThatHangsInItsCallsIsTakenBackThoughItHangsInItsCloseToo() throws Exception {
    keepDrivers();
    var shipped = version();
    drivers().upgrade(DriverJars.of(HangingCalls.class, "0.4.0"));
    assertEquals("0.4.0", version());
    try {
      for (int i = 0; i < 3; i++) {
        hangs(Roots.top());
        var registry = Host.service(DriverRegistry.class);
        boolean answers = registry.call(LogDriver.class, "none", d -> d.probe().ready());
        assertTrue(answers, "other drivers answer");
      }
      eventually(shipped);
    } finally {
      System.setProperty(HangingCalls.RELEASE, "now");
    }
  }

  @Test
  @Order(2)
  public void oneThatHangsInItsCloseIsReplacedAllTheSame() throws Exception {
    System.clearProperty(HangingCalls.RELEASE);
    drivers().upgrade(DriverJars.of(HangingCalls.class, "0.4.1"));
    // So that there is something to close.
    assertEquals("0.4.1", version());
    try {
      drivers().upgrade(DriverJars.version("0.5.0"));
      assertEquals("0.5.0", version());
    } finally {
      System.setProperty(HangingCalls.RELEASE, "now");
    }
  }

  private static void eventually(String version) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!drivers().info(DRIVER).version().equals(version)) {
      assertTrue(System.nanoTime() < end, () -> "serves: " + drivers().list());
      Thread.sleep(50);
    }
  }

  @Test
  @Order(3)
  public void twoOperatorsAtOnceComeOneAfterTheOther() throws Exception {
    var one = DriverJars.version("0.6.0");
    var two = DriverJars.version("0.7.0");
    try (var operators = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = operators.submit(() -> upgraded(one));
      var second = operators.submit(() -> upgraded(two));
      first.get(); // refused when it came second: it is the lower one then
      assertTrue(second.get());
    }
    assertEquals("0.7.0", version());
  }

  private static boolean upgraded(Path jar) {
    try {
      drivers().upgrade(jar);
      return true;
    } catch (ProblemException e) {
      assertTrue(e.getMessage().contains("lower"), e.getMessage());
      return false;
    }
  }

  @Test
  @Order(4)
  public void aFullDiskIsSaidAndTheOldOneServesOn() throws Exception {
    assertEquals("0.7.0", version());
    var jar = DriverJars.version("0.8.0");
    var content = Files.readAllBytes(jar);
    var noise = new byte[200_000];
    new Random(1).nextBytes(noise);
    Files.write(jar, noise); // a jar may begin with anything
    Files.write(jar, content, StandardOpenOption.APPEND);
    var store = Roots.top().resolve("data/drivers").toString();
    run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", store);
    try {
      var e = assertThrows(ProblemException.class, () -> drivers().upgrade(jar));
      assertTrue(e.getMessage().contains("No space left"), e.getMessage());
      assertTrue(e.getMessage().contains("try again when that is mended"), e.getMessage());
      assertEquals("0.7.0", version());
    } finally {
      run("umount", store);
    }
  }

  private static void run(String... command) throws Exception {
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
  }

  @Test
  @Order(5)
  @FreshFramework
  public void anotherStartFindsTheOneThatServed() throws Exception {
    assertEquals("0.7.0", version());
    drivers().upgrade(DriverJars.version("0.8.0"));
    assertEquals("0.8.0", version());
  }
}
