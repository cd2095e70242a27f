package org.jdock.api.trust;

/** What a jar's signature is worth. */
public enum Verdict {
  /** Whole, and by a signer that the trust store vouches for; or it came with jdock. */
  TRUSTED,
  /** Whole, but by a signer that nothing in the trust store vouches for. */
  UNKNOWN_SIGNER,
  /** Whole, but a certificate that it hangs on has expired or is not valid yet. */
  EXPIRED,
  /** Not signed at all, or by means that the JDK no longer accepts. */
  UNSIGNED,
  /** Changed after it was signed: an entry is another, came later or is missing. */
  TAMPERED
}
