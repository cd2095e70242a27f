package org.jdock.api.image;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An image in a list; the fields are those of the Engine API.
 *
 * @param id {@code sha256:…}
 * @param parentId empty when not known
 * @param repoTags familiar names with tags
 * @param repoDigests familiar names with manifest digests
 * @param created seconds since the epoch
 * @param size bytes
 * @param sharedSize bytes shared with other images; -1 when not counted
 * @param labels null for none
 * @param containers how many use it; -1 when not counted
 */
public record ImageSummary(
    String id,
    String parentId,
    List<String> repoTags,
    List<String> repoDigests,
    long created,
    long size,
    long sharedSize,
    @Nullable Map<String, String> labels,
    long containers) {}
