/** The JSON documents of images: manifests, indexes, configs. */
@NullMarked
package org.jdock.image.internal.document;

import org.jspecify.annotations.NullMarked;
