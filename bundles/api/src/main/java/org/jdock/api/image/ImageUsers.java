package org.jdock.api.image;

import java.util.List;

/** Says which containers use an image. Offered as a service by the container bundle. */
public interface ImageUsers {
  /** The containers made from the image with this id ({@code sha256:…}). */
  List<User> usersOf(String imageId);

  /**
   * A container that uses an image.
   *
   * @param containerId 64 hexadecimal digits
   * @param running whether it runs
   */
  record User(String containerId, boolean running) {}
}
