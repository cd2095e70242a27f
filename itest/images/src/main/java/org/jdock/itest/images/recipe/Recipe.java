package org.jdock.itest.images.recipe;

import java.io.IOException;
import java.util.List;
import org.jdock.itest.images.debian.PackageCache;
import org.jdock.itest.images.layer.Compression;
import org.jdock.itest.images.oci.ImageWriter.Variant;

/** How one test image is made. Stateless. */
public interface Recipe {
  /** Repository and tag, {@code nginx:latest}. */
  String name();

  /** How its layers are compressed. */
  default Compression compression() {
    return Compression.GZIP;
  }

  /** The files of the packages that it is made of, which identify the image with the recipe. */
  List<java.nio.file.Path> packages(PackageCache cache) throws IOException;

  /** Makes the image's content; this host's platform first. Blocks. */
  List<Variant> variants(PackageCache cache) throws IOException;
}
