package org.jdock.image.internal.document;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jdock.api.ProblemException;

/**
 * What an image runs on, in Go's names.
 *
 * @param os such as {@code linux}
 * @param architecture such as {@code amd64}
 * @param variant such as {@code v8}; empty for none
 */
public record Platform(String os, String architecture, String variant) {
  /** This host's. */
  public static Platform host() {
    return new Platform("linux", goName(System.getProperty("os.arch", "")), "");
  }

  private static String goName(String arch) {
    return switch (arch) {
      case "x86_64", "amd64" -> "amd64";
      case "aarch64" -> "arm64";
      default -> arch;
    };
  }

  static Platform of(JsonObject json) throws IOException {
    return new Platform(
        Json.text(json, "os", ""),
        Json.text(json, "architecture", ""),
        Json.text(json, "variant", ""));
  }

  /**
   * Reads {@code os/arch[/variant]}, {@code os} or {@code arch}.
   *
   * @throws ProblemException INVALID
   */
  public static Platform parse(String text) {
    List<String> parts = List.of(text.toLowerCase(Locale.ROOT).split("/", -1));
    if (parts.size() > 3 || parts.stream().anyMatch(p -> !p.matches("[a-z0-9_.-]+"))) {
      throw ProblemException.invalid(
          "\""
              + text
              + "\" is an invalid component of \""
              + text
              + "\": platform specifier component must match"
              + " \"^[A-Za-z0-9_.-]+$\": invalid argument");
    }
    if (parts.size() == 1) {
      boolean os = parts.getFirst().equals("linux");
      return new Platform("linux", os ? host().architecture : goName(parts.getFirst()), "");
    }
    return new Platform(
        parts.getFirst(), goName(parts.get(1)), parts.size() == 3 ? parts.get(2) : "");
  }

  /** Whether an image for that platform is what this one asks for. */
  public boolean accepts(Platform offered) {
    return os.equals(offered.os)
        && architecture.equals(offered.architecture)
        && (variant.isEmpty() || variant.equals(offered.withDefault().variant));
  }

  /** arm64 without a variant is v8, arm is v7. */
  private Platform withDefault() {
    if (!variant.isEmpty()) {
      return this;
    }
    return switch (architecture) {
      case "arm64" -> new Platform(os, architecture, "v8");
      case "arm" -> new Platform(os, architecture, "v7");
      default -> this;
    };
  }

  @Override
  public String toString() {
    return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
  }
}
