package org.jdock.registry.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values that are checked against what a bundle declares. */
class ConfigurableTest {
  private static final ConfigFile FILE = ConfigFile.of("some.pid");
  private static final ConfigFile INSTANCE = ConfigFile.of("some.pid~fast");

  private static Setting setting(
      String name, String type, boolean list, @Nullable String min, @Nullable String max) {
    return new Setting(name, type, list, List.of("0"), min, max, List.of(), true, "");
  }

  private static final Configurable DRIVER =
      new Configurable(
          "bundle",
          "component",
          "some.pid",
          List.of("Kind"),
          "plain",
          true,
          List.of(
              setting("count", "Integer", false, "1", "9"),
              setting("big", "Long", false, null, null),
              setting("share", "Double", false, "0", "1"),
              setting("on", "Boolean", false, null, null),
              setting("paths", "String", true, null, null),
              setting("word", "String", false, "2", null),
              new Setting(
                  "mode", "String", false, List.of(), null, null, List.of("a", "b"), true, "")));

  private static List<String> complaints(ConfigFile file, String name, String... values) {
    var all = Map.of("mode", List.of("a"), name, List.of(values));
    return DRIVER.complaints(file, all);
  }

  @Test
  void valuesOfTheirTypeAndRangeAreTaken() {
    assertEquals(List.of(), complaints(FILE, "count", "9"));
    assertEquals(List.of(), complaints(FILE, "big", "-9223372036854775808"));
    assertEquals(List.of(), complaints(FILE, "share", "0.5"));
    assertEquals(List.of(), complaints(FILE, "on", "false"));
    assertEquals(List.of(), complaints(FILE, "paths", "/a", "/b"));
    assertEquals(List.of(), complaints(FILE, "word", "ab"));
    assertEquals(List.of(), complaints(INSTANCE, "jdock.driver", "other"));
  }

  @Test
  void othersAreNamed() {
    var count = "wanted a whole number of 1 to 9";
    assertEquals(List.of("count = 10: " + count), complaints(FILE, "count", "10"));
    assertEquals(List.of("count = 0: " + count), complaints(FILE, "count", "0"));
    assertEquals(List.of("count = : " + count), complaints(FILE, "count", ""));
    assertEquals(List.of("count = 4294967297: " + count), complaints(FILE, "count", "4294967297"));
    assertEquals(
        List.of("big = 9223372036854775808: wanted a whole number"),
        complaints(FILE, "big", "9223372036854775808"));
    assertEquals(
        List.of("share = NaN: wanted a number of 0 to 1"), complaints(FILE, "share", "NaN"));
    assertEquals(List.of("on = yes: wanted true or false"), complaints(FILE, "on", "yes"));
    assertEquals(
        List.of("word = a: wanted a text of at least 2 characters"), complaints(FILE, "word", "a"));
    assertEquals(
        List.of("on is there more than once, and takes one value"),
        complaints(FILE, "on", "true", "true"));
    assertEquals(
        List.of("mode = c: wanted one of a, b"),
        DRIVER.complaints(FILE, Map.of("mode", List.of("c"))));
    assertEquals(List.of("mode is missing"), DRIVER.complaints(FILE, Map.of()));
    assertEquals(
        List.of("unknown key jdock.driver: there are count, big, share, on, paths, word, mode"),
        complaints(FILE, "jdock.driver", "x"));
  }

  @Test
  void anInstanceHasANameOfItsOwn() {
    assertEquals("plain", DRIVER.driver(FILE, Map.of()));
    assertEquals("fast", DRIVER.driver(INSTANCE, Map.of()));
    assertEquals("x", DRIVER.driver(INSTANCE, Map.of("jdock.driver", List.of("x"))));
    assertEquals(
        List.of("jdock.plain can't be a driver's name"),
        complaints(ConfigFile.of("some.pid~jdock.plain"), "count", "1"));
    var activator = new Configurable("b", "", "some.pid", List.of(), null, true, List.of());
    assertEquals(List.of("some.pid has no instances"), activator.complaints(INSTANCE, Map.of()));
  }
}
