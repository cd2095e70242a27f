package org.jdock.itest.images.recipe;

/** The accounts of an image that has no Debian base. */
final class Accounts {
  static final String PASSWD =
      """
      root:x:0:0:root:/root:/bin/sh
      daemon:x:1:1:daemon:/usr/sbin:/bin/false
      www-data:x:33:33:www-data:/var/www:/bin/false
      nobody:x:65534:65534:nobody:/home:/bin/false
      """;
  static final String GROUP =
      """
      root:x:0:
      daemon:x:1:
      tty:x:5:
      staff:x:50:
      www-data:x:33:
      nogroup:x:65534:
      """;

  private Accounts() {}
}
