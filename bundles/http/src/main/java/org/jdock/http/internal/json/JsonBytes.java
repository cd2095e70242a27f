package org.jdock.http.internal.json;

/**
 * One JSON value that was serialised before, to be copied as it is: a snapshot keeps its bytes, so
 * that a list of a thousand does not serialise a thousand.
 *
 * @param utf8 the value, without a line end; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and copying is what it avoids
public record JsonBytes(byte[] utf8) {}
