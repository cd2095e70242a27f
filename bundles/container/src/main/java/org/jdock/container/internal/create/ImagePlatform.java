package org.jdock.container.internal.create;

import java.util.List;
import org.jdock.api.ProblemException;
import org.jdock.api.image.ImageDetails;
import org.jdock.api.image.Platform;
import org.jspecify.annotations.Nullable;

/** Whether an image is for the platform that was asked for, and for this host. */
public final class ImagePlatform {
  private ImagePlatform() {}

  /**
   * Lets an image of that platform pass.
   *
   * @param wanted null for any
   * @throws ProblemException NOT_FOUND in the words by which Docker's client knows to pull another
   */
  public static void check(String name, ImageDetails image, @Nullable Platform wanted) {
    if (wanted != null && !wanted.accepts(image.platform())) {
      throw ProblemException.notFound(
          "image with reference %s was found but does not match the specified platform: wanted %s, actual: %s"
              .formatted(name, wanted, image.platform()));
    }
  }

  /** What is said of an image when no platform was asked for; nothing of one that says none. */
  public static List<String> warnings(ImageDetails image) {
    return image.architecture().isEmpty() || Platform.host().accepts(image.platform())
        ? List.of()
        : List.of(
            ("The requested image's platform (%s) does not match the detected host platform (%s)"
                    + " and no specific platform was requested")
                .formatted(image.platform(), Platform.host()));
  }
}
