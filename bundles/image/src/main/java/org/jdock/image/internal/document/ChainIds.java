package org.jdock.image.internal.document;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jdock.image.internal.content.Hashes;
import org.jdock.image.internal.reference.Digest;

/** Names of stacks of layers (OCI image-spec, config.md, Layer ChainID). */
public final class ChainIds {
  private ChainIds() {}

  /** The chain ID of each layer on those below it. */
  public static List<Digest> of(List<Digest> diffIds) {
    var chain = new ArrayList<Digest>(diffIds.size());
    for (Digest diffId : diffIds) {
      chain.add(
          chain.isEmpty()
              ? diffId
              : Hashes.of((chain.getLast() + " " + diffId).getBytes(StandardCharsets.UTF_8)));
    }
    return List.copyOf(chain);
  }
}
