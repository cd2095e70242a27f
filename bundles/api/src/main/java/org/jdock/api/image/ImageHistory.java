package org.jdock.api.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of an image's making; the fields are those of the Engine API.
 *
 * @param id {@code sha256:…} for the newest step, else {@code <missing>}
 * @param created seconds since the epoch
 * @param createdBy the command
 * @param tags of the newest step; null for others
 * @param size bytes of its layer
 * @param comment may be empty
 */
public record ImageHistory(
    String id,
    long created,
    String createdBy,
    @Nullable List<String> tags,
    long size,
    String comment) {}
