package org.jdock.image.internal.archive;

import java.util.List;
import org.jdock.image.internal.document.Descriptor;
import org.jdock.image.internal.document.ImageDocument;
import org.jdock.image.internal.document.Manifest;

/**
 * An image that an archive has.
 *
 * @param descriptor its manifest's, in the content store
 * @param manifest what it is made of
 * @param config its configuration
 * @param names as the archive has them, to be read as references
 */
public record ArchivedImage(
    Descriptor descriptor, Manifest manifest, ImageDocument config, List<String> names) {}
