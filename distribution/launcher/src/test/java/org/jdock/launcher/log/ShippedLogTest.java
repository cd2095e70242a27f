package org.jdock.launcher.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.time.MutableInstant;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped file and what stands for it say the same. */
class ShippedLogTest {
  private static final Path FILE = Path.of("../../config/log4j2.properties");

  private static Configuration fromTheFile() throws IOException {
    try (var in = Files.newInputStream(FILE)) {
      var made =
          new PropertiesConfigurationFactory()
              .getConfiguration(
                  new LoggerContext("test"), new ConfigurationSource(in, FILE.toFile()));
      made.initialize();
      return made;
    }
  }

  private static Configuration shipped() {
    var made = new ShippedLog(Level.INFO);
    made.initialize();
    return made;
  }

  private static String line(Configuration configuration, Log4jLogEvent event) {
    var console = configuration.getAppender("console");
    assertNotNull(console);
    return String.valueOf(console.getLayout().toSerializable(event));
  }

  private static Log4jLogEvent.Builder event(String time) {
    var at = new MutableInstant();
    at.initFromEpochMilli(Instant.parse(time).toEpochMilli(), 0);
    return Log4jLogEvent.newBuilder()
        .setInstant(at)
        .setLevel(Level.WARN)
        .setLoggerName("org.jdock.container.Life")
        .setMessage(new SimpleMessage("a driver is ACTIVE now"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-24T23:07:05.009Z", "2026-01-02T00:00:00.000Z"})
  void lines(String time) throws IOException {
    var event = event(time).build();
    assertEquals(line(fromTheFile(), event), line(shipped(), event));
  }

  @Test
  void failuresWithTheirCauses() throws IOException {
    var failure = new IllegalStateException("no way", new IOException("disk"));
    var event = event("2026-11-24T23:07:05.009Z").setThrown(failure).setLoggerName("x").build();
    assertEquals(line(fromTheFile(), event), line(shipped(), event));
    assertTrue(line(shipped(), event).contains("Caused by: java.io.IOException: disk"));
  }

  @Test
  void levelsTargetAndHook() throws IOException {
    var file = fromTheFile();
    var shipped = shipped();
    assertEquals(file.getRootLogger().getLevel(), shipped.getRootLogger().getLevel());
    assertEquals(
        file.getRootLogger().getAppenders().keySet(),
        shipped.getRootLogger().getAppenders().keySet());
    assertEquals(file.isShutdownHookEnabled(), shipped.isShutdownHookEnabled());
    ConsoleAppender console = file.getAppender("console");
    assertEquals(ConsoleAppender.Target.SYSTEM_ERR, console.getTarget());
  }

  @Test
  void goesToStandardError() {
    var event = event("2026-11-24T23:07:05.009Z").build();
    var written = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      var shipped = shipped();
      shipped.start();
      shipped.getRootLogger().log(event);
      assertEquals(line(shipped, event), written.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(before);
    }
  }

  @Test
  void isTheFileOnlyWhileNobodyChangedIt(@TempDir Path folder) throws IOException {
    assertTrue(ShippedLog.is(FILE));
    var own = folder.resolve("log4j2.properties");
    Files.writeString(own, Files.readString(FILE).replace("SYSTEM_ERR", "SYSTEM_OUT"));
    assertFalse(ShippedLog.is(own));
  }
}
