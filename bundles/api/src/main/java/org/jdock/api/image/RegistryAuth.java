package org.jdock.api.image;

import org.jspecify.annotations.Nullable;

/**
 * Who asks a registry, as {@code X-Registry-Auth} says.
 *
 * @param username null for a token or nobody
 * @param password null for a token or nobody
 * @param identityToken an OAuth refresh token; null for none
 * @param registryToken a bearer token; null for none
 */
public record RegistryAuth(
    @Nullable String username,
    @Nullable String password,
    @Nullable String identityToken,
    @Nullable String registryToken) {
  /** Nobody. */
  public static final RegistryAuth NONE = new RegistryAuth(null, null, null, null);

  /** Hides the secrets. */
  @Override
  public String toString() {
    return "RegistryAuth[" + username + "]";
  }
}
