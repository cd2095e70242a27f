package org.jdock.linux.fs;

/**
 * A device's numbers.
 *
 * @param major which driver, 0 to 4095
 * @param minor which of its devices, 0 to 1048575
 */
public record Device(int major, int minor) {
  /** Checks the ranges. */
  public Device {
    if (major < 0 || major > 0xfff || minor < 0 || minor > 0xfffff) {
      throw new IllegalArgumentException("device " + major + ":" + minor);
    }
  }

  /** As the kernel wants it: minor's low byte, major, minor's rest. */
  long encoded() {
    return (minor & 0xff) | (long) major << 8 | (long) (minor & 0xfff00) << 12;
  }

  @Override
  public String toString() {
    return major + ":" + minor;
  }
}
