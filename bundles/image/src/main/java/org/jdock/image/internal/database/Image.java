package org.jdock.image.internal.database;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jdock.image.internal.document.ChainIds;
import org.jdock.image.internal.document.Descriptor;
import org.jdock.image.internal.document.ImageDocument;
import org.jdock.image.internal.document.Manifest;
import org.jdock.image.internal.reference.Digest;
import org.jdock.image.internal.reference.Reference;

/**
 * An image that is here. Immutable.
 *
 * @param manifest what it is made of, by name
 * @param content what it is made of
 * @param config its configuration, whose digest is the image's id
 * @param layerSizes bytes of each layer's files
 * @param names full names with tags
 * @param digests full names with digests
 */
public record Image(
    Descriptor manifest,
    Manifest content,
    ImageDocument config,
    List<Long> layerSizes,
    SortedSet<String> names,
    SortedSet<String> digests) {
  /** Keeps its own copies. */
  public Image {
    layerSizes = List.copyOf(layerSizes);
    names = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(names));
    digests = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(digests));
  }

  /** The digest of its configuration. */
  public Digest id() {
    return content.config().digest();
  }

  /** Names of its layers' stacks, bottom first. */
  public List<Digest> chainIds() {
    return ChainIds.of(config.diffIds());
  }

  /** Bytes of all layers' files. */
  public long size() {
    return layerSizes.stream().mapToLong(Long::longValue).sum();
  }

  /** Everything in the content store that it needs. */
  public Set<Digest> blobs() {
    var all = new TreeSet<Digest>();
    all.add(manifest.digest());
    all.add(id());
    content.layers().forEach(layer -> all.add(layer.digest()));
    return all;
  }

  /** With other names. */
  public Image with(Set<String> newNames, Set<String> newDigests) {
    return new Image(
        manifest, content, config, layerSizes, new TreeSet<>(newNames), new TreeSet<>(newDigests));
  }

  /** Its names with tags, as users know them. */
  public List<String> familiarNames() {
    return names.stream().map(n -> Reference.parse(n).familiar()).toList();
  }

  /** Its names with digests, as users know them. */
  public List<String> familiarDigests() {
    return digests.stream().map(n -> Reference.parse(n).familiar()).toList();
  }
}
