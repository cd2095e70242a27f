package org.jdock.registry.internal.bundle;

import java.nio.file.Path;
import org.jdock.registry.internal.context.Flush;

/**
 * A jar that the store has copied.
 *
 * @param path where it lies
 * @param flush when it outlives a power cut: to be waited for before it is remembered
 */
record StoredJar(Path path, Flush flush) {}
