package org.jdock.image.internal.reference;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdock.api.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The name of an image in its full form. The grammar is that of Docker's references: {@code
 * [domain/]path[:tag][@digest]}; what users leave out stands for {@code docker.io}, {@code
 * library/}.
 *
 * @param domain such as {@code docker.io} or {@code host:5000}
 * @param path such as {@code library/nginx}
 * @param tag null for none
 * @param digest null for none
 */
public record Reference(String domain, String path, @Nullable String tag, @Nullable Digest digest) {
  /** Where names without a domain are. */
  public static final String DEFAULT_DOMAIN = "docker.io";

  /** The tag of names without one. */
  public static final String DEFAULT_TAG = "latest";

  private static final String OFFICIAL = "library/";
  private static final int LONGEST_NAME = 255;
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])"
              + "(?:\\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*"
              + "|\\[[a-fA-F0-9:]+])(?::[0-9]+)?");
  private static final Pattern PATH =
      Pattern.compile(
          "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*");
  private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
  private static final Pattern IDENTIFIER = Pattern.compile("[0-9a-f]{64}");

  /**
   * Reads what a user typed.
   *
   * @throws ProblemException INVALID, in Docker's words
   */
  public static Reference parse(String text) {
    if (IDENTIFIER.matcher(text).matches()) {
      throw ProblemException.invalid(
          "invalid repository name (" + text + "), cannot specify 64-byte hexadecimal strings");
    }
    String rest = text;
    Digest digest = null;
    int at = rest.indexOf('@');
    if (at >= 0) {
      digest = digest(rest.substring(at + 1));
      rest = rest.substring(0, at);
    }
    String tag = null;
    int colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
    if (colon >= 0) {
      tag = rest.substring(colon + 1);
      rest = rest.substring(0, colon);
    }
    int slash = rest.indexOf('/');
    String first = slash < 0 ? "" : rest.substring(0, slash);
    boolean named = isDomain(first);
    String domain = named ? first : DEFAULT_DOMAIN;
    String path = named ? rest.substring(slash + 1) : rest;
    if (domain.equals("index.docker.io")) {
      domain = DEFAULT_DOMAIN;
    }
    if (domain.equals(DEFAULT_DOMAIN) && path.indexOf('/') < 0 && !path.isEmpty()) {
      path = OFFICIAL + path;
    }
    return checked(domain, path, tag, digest);
  }

  private static boolean isDomain(String first) {
    return first.indexOf('.') >= 0
        || first.indexOf(':') >= 0
        || first.equals("localhost")
        || !first.equals(lower(first));
  }

  private static Digest digest(String text) {
    if (Digest.isDigest(text)) {
      return Digest.parse(text);
    }
    throw malformed();
  }

  private static Reference checked(
      String domain, String path, @Nullable String tag, @Nullable Digest digest) {
    Matcher name = PATH.matcher(path);
    if (!name.matches()) {
      if (PATH.matcher(lower(path)).matches() && DOMAIN.matcher(domain).matches()) {
        throw ProblemException.invalid(
            "invalid reference format: repository name (" + path + ") must be lowercase");
      }
      throw malformed();
    }
    if (!DOMAIN.matcher(domain).matches() || (tag != null && !TAG.matcher(tag).matches())) {
      throw malformed();
    }
    if (path.length() > LONGEST_NAME) {
      throw ProblemException.invalid(
          "invalid reference format: repository name must not be more than 255 characters");
    }
    return new Reference(domain, path, tag, digest);
  }

  /** As {@link #parse}, where a separate tag or digest overrides the name's. */
  public static Reference parse(String name, @Nullable String tag) {
    Reference parsed = parse(name);
    if (tag == null || tag.isEmpty()) {
      return parsed;
    }
    return tag.indexOf(':') >= 0
        ? new Reference(parsed.domain, parsed.path, null, digest(tag))
        : parsed.withTag(tag);
  }

  private static String lower(String text) {
    return text.toLowerCase(java.util.Locale.ROOT);
  }

  private static ProblemException malformed() {
    return ProblemException.invalid("invalid reference format");
  }

  /**
   * The same repository with a tag.
   *
   * @throws ProblemException INVALID for what is no tag
   */
  public Reference withTag(String newTag) {
    return checked(domain, path, newTag, null);
  }

  /** The same repository with a digest and no tag. */
  public Reference withDigest(Digest newDigest) {
    return new Reference(domain, path, null, newDigest);
  }

  /** This, with {@code latest} if it has neither tag nor digest. */
  public Reference orLatest() {
    return tag == null && digest == null ? withTag(DEFAULT_TAG) : this;
  }

  /** What follows the name: the digest, else the tag, else {@code latest}. */
  public String target() {
    return digest != null ? digest.toString() : tag == null ? DEFAULT_TAG : tag;
  }

  /** Domain and path. */
  public String repository() {
    return domain + "/" + path;
  }

  /** The repository as users know it: {@code nginx}, {@code host:5000/a/b}. */
  public String familiarRepository() {
    if (!domain.equals(DEFAULT_DOMAIN)) {
      return repository();
    }
    boolean official = path.startsWith(OFFICIAL) && path.indexOf('/', OFFICIAL.length()) < 0;
    return official ? path.substring(OFFICIAL.length()) : path;
  }

  /** The whole as users know it. */
  public String familiar() {
    return familiarRepository() + suffix();
  }

  private String suffix() {
    return (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
  }

  /** The whole in its full form. */
  @Override
  public String toString() {
    return repository() + suffix();
  }
}
