package org.jdock.api;

/** A problem. */
public final class ProblemException extends RuntimeException {}
