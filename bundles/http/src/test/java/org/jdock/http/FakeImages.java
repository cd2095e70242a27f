package org.jdock.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdock.api.Filters;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.image.ImageConfig;
import org.jdock.api.image.ImageDetails;
import org.jdock.api.image.ImageHistory;
import org.jdock.api.image.ImageRemoval;
import org.jdock.api.image.ImageSummary;
import org.jdock.api.image.Images;
import org.jdock.api.image.Progress;
import org.jdock.api.image.RegistryAuth;

/** One image, {@code box:1}, and pulls by name: {@code secret}, {@code corrupt}, others. */
final class FakeImages implements Images {
  static final String ID = "sha256:" + "1".repeat(64);

  final List<String> calls = new CopyOnWriteArrayList<>();
  volatile RegistryAuth auth;
  volatile long loaded;

  @Override
  public void pull(
      String name, String tag, String platform, RegistryAuth auth, Progress.Sink progress) {
    this.auth = auth;
    calls.add("pull %s %s %s".formatted(name, tag, platform));
    if (name.contains("secret")) {
      throw new ProblemException(Problem.UNAUTHORIZED, "unauthorized: authentication required");
    }
    progress.accept(new Progress(tag, "Pulling from " + name, 0, 0, null));
    progress.accept(new Progress("abc", "Downloading", 500, 2000, null));
    if (name.contains("corrupt")) {
      throw ProblemException.failed("digest does not match", null);
    }
    progress.accept(Progress.part("abc", "Pull complete"));
    progress.accept(Progress.status("Status: Downloaded newer image for " + name));
  }

  @Override
  public void login(String server, RegistryAuth auth) {
    this.auth = auth;
    calls.add("login " + server);
    if (!"right".equals(auth.password())) {
      throw new ProblemException(Problem.UNAUTHORIZED, "login attempt to " + server + " failed");
    }
  }

  @Override
  public void load(InputStream archive, boolean quiet, Progress.Sink progress) throws IOException {
    loaded = archive.transferTo(OutputStream.nullOutputStream());
    if (loaded == 0) {
      throw ProblemException.invalid("the archive is empty");
    }
    progress.accept(Progress.stream("Loaded image: box:1\n"));
  }

  @Override
  public void save(List<String> names, OutputStream archive) throws IOException {
    names.forEach(this::inspect);
    archive.write(("tar of " + names).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<ImageSummary> list(boolean all, Filters filters) {
    calls.add("list %s %s".formatted(all, filters.values()));
    return List.of(
        new ImageSummary(ID, "", List.of("box:1"), List.of(), 1_700_000_000, 1234, -1, null, -1),
        new ImageSummary("sha256:" + "2".repeat(64), "", List.of(), List.of(), 0, 1, -1, null, -1));
  }

  @Override
  public ImageDetails inspect(String name) {
    if (!List.of("box:1", "reg.local:5000/a/box:1").contains(name)) {
      throw ProblemException.notFound("No such image: " + name);
    }
    return new ImageDetails(
        ID,
        List.of("box:1"),
        List.of(),
        Instant.parse("2026-01-02T03:04:05.6Z"),
        "",
        "",
        "amd64",
        null,
        "linux",
        1234,
        new ImageConfig(
            null,
            null,
            List.of("A=b"),
            null,
            List.of("sh"),
            null,
            null,
            null,
            null,
            null,
            null,
            null),
        List.of("sha256:" + "3".repeat(64)));
  }

  @Override
  public List<ImageHistory> history(String name) {
    return List.of(new ImageHistory(ID, 1_700_000_000, "CMD sh", List.of("box:1"), 5, ""));
  }

  @Override
  public void tag(String name, String repository, String tag) {
    calls.add("tag %s %s %s".formatted(name, repository, tag));
  }

  @Override
  public List<ImageRemoval> remove(String name, boolean force, boolean prune) {
    calls.add("remove %s %s %s".formatted(name, force, prune));
    return List.of(new ImageRemoval(name, null), new ImageRemoval(null, ID));
  }

  @Override
  public PruneReport prune(Filters filters) {
    return new PruneReport(List.of(new ImageRemoval(null, ID)), 99);
  }
}
