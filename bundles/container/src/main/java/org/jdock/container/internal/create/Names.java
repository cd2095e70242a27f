package org.jdock.container.internal.create;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** Invents names and ids. Thread-safe. */
public final class Names {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final List<String> ADJECTIVES =
      List.of(
          "able", "amber", "bold", "brave", "bright", "brisk", "calm", "candid", "clever", "cosy",
          "crisp", "daring", "deft", "eager", "earnest", "fair", "fleet", "fond", "frank", "gentle",
          "glad", "golden", "happy", "hardy", "honest", "jolly", "keen", "kind", "lively", "loyal",
          "lucid", "merry", "mild", "neat", "nimble", "noble", "patient", "placid", "plucky",
          "polite", "proud", "quick", "quiet", "rapid", "serene", "sharp", "shy", "silent", "sly",
          "smart", "snug", "solid", "spry", "steady", "stoic", "sunny", "swift", "tender", "tidy",
          "trusty", "vivid", "warm", "wise", "witty", "zesty");
  private static final List<String> SURNAMES =
      List.of(
          "abel",
          "ampere",
          "archimedes",
          "babbage",
          "bohr",
          "boole",
          "bose",
          "brahe",
          "cantor",
          "carson",
          "cauchy",
          "cori",
          "curie",
          "darwin",
          "dijkstra",
          "dirac",
          "edison",
          "einstein",
          "erdos",
          "euclid",
          "euler",
          "faraday",
          "fermat",
          "fermi",
          "feynman",
          "galileo",
          "galois",
          "gauss",
          "germain",
          "goedel",
          "hamilton",
          "hertz",
          "hilbert",
          "hopper",
          "hypatia",
          "joule",
          "kepler",
          "knuth",
          "lamarr",
          "laplace",
          "leibniz",
          "lovelace",
          "maxwell",
          "meitner",
          "mendel",
          "mirzakhani",
          "neumann",
          "newton",
          "nobel",
          "noether",
          "ohm",
          "pascal",
          "pasteur",
          "planck",
          "poincare",
          "ramanujan",
          "riemann",
          "shannon",
          "somerville",
          "tesla",
          "thales",
          "turing",
          "volta",
          "watt",
          "wiles",
          "wu");

  private Names() {}

  /** 64 hexadecimal digits; never only decimal ones at its start, so that it is no number. */
  public static String id() {
    byte[] bytes = new byte[32];
    while (true) {
      RANDOM.nextBytes(bytes);
      String id = HexFormat.of().formatHex(bytes);
      if (!id.substring(0, 12).chars().allMatch(Character::isDigit)) {
        return id;
      }
    }
  }

  /**
   * An adjective and a surname.
   *
   * @param attempt from 0; later ones get a number as well
   */
  public static String invent(int attempt) {
    String name =
        ADJECTIVES.get(RANDOM.nextInt(ADJECTIVES.size()))
            + "_"
            + SURNAMES.get(RANDOM.nextInt(SURNAMES.size()));
    return attempt < 5 ? name : name + RANDOM.nextInt(10 * attempt);
  }
}
