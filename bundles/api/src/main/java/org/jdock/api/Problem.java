package org.jdock.api;

/** The closed set of what can be wrong with a request; a front end maps each to its own terms. */
public enum Problem {
  /** The request makes no sense: malformed or contradictory. */
  INVALID,
  /** Who asks is not known: credentials are missing or wrong. */
  UNAUTHORIZED,
  /** Who asks may not do that. */
  FORBIDDEN,
  /** What the request names does not exist. */
  NOT_FOUND,
  /** It exists already, is in use, or is in a state that forbids the request. */
  CONFLICT,
  /** It is so already: nothing had to be done. */
  NOT_MODIFIED,
  /** The engine or the driver does not offer this. */
  UNSUPPORTED,
  /** Something outside is missing or down; the same request may succeed later. */
  UNAVAILABLE,
  /** The work was tried and failed. */
  FAILED
}
