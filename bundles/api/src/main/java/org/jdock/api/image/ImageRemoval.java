package org.jdock.api.image;

import org.jspecify.annotations.Nullable;

/**
 * What a removal did: exactly one is not null.
 *
 * @param untagged a name that is gone
 * @param deleted an image or layer that is gone
 */
public record ImageRemoval(@Nullable String untagged, @Nullable String deleted) {}
