package org.jdock.network.internal.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.jdock.api.ProblemException;
import org.junit.jupiter.api.Test;

class AddressesTest {
  private static AddressPool pool() {
    return new AddressPool(Range.parse("10.0.0.0/29"), Range.number("10.0.0.1"));
  }

  private static List<String> take(AddressPool pool, int count) {
    return Stream.generate(() -> Range.text(pool.take())).limit(count).toList();
  }

  @Test
  void goesRoundAndEnds() {
    AddressPool pool = pool();
    assertEquals(List.of("10.0.0.2", "10.0.0.3"), take(pool, 2));
    pool.give(Range.number("10.0.0.2"));
    assertEquals(List.of("10.0.0.4", "10.0.0.5", "10.0.0.6", "10.0.0.2"), take(pool, 4));
    assertThrows(ProblemException.class, pool::take);
    pool.give(Range.number("10.0.0.4"));
    assertEquals(List.of("10.0.0.4"), take(pool, 1));
  }

  @Test
  void goesOnAfterWhatWasThere() {
    AddressPool pool = pool();
    pool.note(Range.number("10.0.0.4"));
    pool.note(Range.number("10.0.0.2"));
    assertEquals(List.of("10.0.0.5", "10.0.0.6", "10.0.0.3"), take(pool, 3));
  }

  @Test
  void rangesOverlapWhenTheyShareAnAddress() {
    Range wide = Range.parse("172.17.0.0/16");
    assertTrue(wide.overlaps(Range.parse("172.17.9.0/24")));
    assertTrue(Range.parse("172.17.9.0/24").overlaps(wide));
    assertTrue(wide.overlaps(Range.parse("0.0.0.0/0")));
    assertFalse(wide.overlaps(Range.parse("172.18.0.0/16")));
    assertEquals("192.168.240.0/20", Range.parse("192.168.255.7/20").toString());
    assertThrows(ProblemException.class, () -> Range.parse("172.17.0.1"));
    assertThrows(ProblemException.class, () -> Range.parse("172.17.0.x/16"));
    assertThrows(ProblemException.class, () -> Range.parse("172.17.0.1/40"));
  }

  @Test
  void theFirstFreeRangeIsChosen() {
    assertEquals("172.17.0.0/16", FreeRange.choose(FreeRange.DEFAULT, List.of()).toString());
    var all172 = List.of(Range.parse("172.16.0.0/12"));
    assertEquals("192.168.0.0/20", FreeRange.choose(FreeRange.DEFAULT, all172).toString());
    var everything = List.of(Range.parse("172.16.0.0/12"), Range.parse("192.168.0.0/16"));
    assertThrows(ProblemException.class, () -> FreeRange.choose(FreeRange.DEFAULT, everything));
  }

  @Test
  void poolsAreCutIntoRangesAndTriedInOrder() {
    var pools = List.of(FreeRange.Pool.of("10.1.0.0/24", 26), FreeRange.Pool.of("10.2.0.0/16", 24));
    assertEquals("10.1.0.0/26", FreeRange.choose(pools, List.of()).toString());
    var used = List.of(Range.parse("10.1.0.0/25"), Range.parse("10.1.0.128/30"));
    assertEquals("10.1.0.192/26", FreeRange.choose(pools, used).toString());
    var first = List.of(Range.parse("10.1.0.0/16"), Range.parse("10.2.0.0/17"));
    assertEquals("10.2.128.0/24", FreeRange.choose(pools, first).toString());
    assertThrows(
        ProblemException.class, () -> FreeRange.choose(pools, List.of(Range.parse("10.0.0.0/8"))));
    assertThrows(ProblemException.class, () -> FreeRange.Pool.of("10.1.0.0/24", 16));
  }

  @Test
  void aPartOfARangeIsGivenOutAndAllOfItCanBeAskedFor() {
    var pool =
        new AddressPool(
            Range.parse("10.0.0.0/24"), Range.parse("10.0.0.8/30"), Range.number("10.0.0.1"));
    assertEquals(List.of("10.0.0.8", "10.0.0.9"), take(pool, 2));
    pool.take(Range.number("10.0.0.200"));
    assertThrows(ProblemException.class, () -> pool.take(Range.number("10.0.0.200")));
    assertThrows(ProblemException.class, () -> pool.take(Range.number("10.0.0.1")));
    assertThrows(ProblemException.class, () -> pool.take(Range.number("10.0.1.2")));
  }
}
