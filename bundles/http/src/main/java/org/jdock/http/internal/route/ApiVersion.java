package org.jdock.http.internal.route;

import org.jdock.http.internal.wire.HttpProblem;

/**
 * A version of the Docker Engine API, ordered by major, then minor.
 *
 * @param major 1, so far
 * @param minor 0 or more
 */
public record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
  /** The oldest that is understood. */
  public static final ApiVersion MIN = new ApiVersion(1, 40);

  /** The newest that is understood, and the one spoken when a client names none. */
  public static final ApiVersion MAX = new ApiVersion(1, 47);

  /**
   * Reads {@code 1.43}.
   *
   * @throws HttpProblem 400 if it is nothing of the kind
   */
  public static ApiVersion parse(String text) {
    if (!text.matches("[0-9]{1,4}\\.[0-9]{1,4}")) {
      throw HttpProblem.badRequest("invalid API version: " + text);
    }
    int dot = text.indexOf('.');
    return new ApiVersion(
        Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
  }

  /** Refuses, with Docker's words, what lies outside {@link #MIN} to {@link #MAX}. */
  ApiVersion supported() {
    if (compareTo(MAX) > 0) {
      throw HttpProblem.badRequest(
          "client version %s is too new. Maximum supported API version is %s".formatted(this, MAX));
    }
    if (compareTo(MIN) < 0) {
      throw HttpProblem.badRequest(
          ("client version %s is too old. Minimum supported API version is %s, "
                  + "please upgrade your client to a newer version")
              .formatted(this, MIN));
    }
    return this;
  }

  /** Whether this version is {@code 1.minor} or newer. */
  public boolean atLeast(int minorOf1) {
    return compareTo(new ApiVersion(1, minorOf1)) >= 0;
  }

  @Override
  public int compareTo(ApiVersion o) {
    return major != o.major ? Integer.compare(major, o.major) : Integer.compare(minor, o.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
