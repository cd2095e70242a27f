package org.jdock.itest.images.oci;

import org.jdock.itest.images.layer.FileTree;

/**
 * A layer still to be written.
 *
 * @param tree its content
 * @param createdBy what the image's history says about it
 */
public record Layer(FileTree tree, String createdBy) {}
