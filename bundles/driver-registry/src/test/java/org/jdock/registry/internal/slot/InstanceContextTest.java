package org.jdock.registry.internal.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jdock.spi.DriverState;
import org.junit.jupiter.api.Test;

/** What keeps the kernel objects of instances apart. */
class InstanceContextTest {
  private static final DriverState NOTHING =
      new DriverState() {
        @Override
        public int schema() {
          return 0;
        }

        @Override
        public Map<String, String> read() {
          return Map.of();
        }

        @Override
        public void write(int schema, Map<String, String> entries) {
          throw new AssertionError("nothing is written");
        }
      };

  private static String mark(String daemon, String name) {
    var own = new InstanceContext(Path.of("/r"), Path.of("/e"), daemon, "jdock", NOTHING);
    return InstanceContext.of(own, new DriverId(DriverKind.NETWORK, name)).daemonId();
  }

  @Test
  void eachHasAMarkOfItsOwnThatStays() {
    var marks = Set.of(mark("a", "lab"), mark("a", "dmz"), mark("b", "lab"), "a", "b");
    assertEquals(5, marks.size());
    assertTrue(marks.stream().allMatch(each -> each.matches("[a-z0-9]{1,6}")), marks.toString());
    assertEquals(mark("a", "lab"), mark("a", "lab"));
  }
}
