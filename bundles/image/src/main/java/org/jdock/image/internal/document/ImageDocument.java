package org.jdock.image.internal.document;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jdock.api.ProblemException;
import org.jdock.api.image.HealthConfig;
import org.jdock.api.image.ImageConfig;
import org.jdock.api.image.Platform;
import org.jdock.image.internal.reference.Digest;
import org.jspecify.annotations.Nullable;

/**
 * An image's configuration (OCI image-spec, config.md).
 *
 * @param created null when it does not say
 * @param author may be empty
 * @param comment of the last step; may be empty
 * @param platform what it runs on
 * @param config defaults for containers
 * @param diffIds digests of the unpacked layers, bottom first
 * @param history oldest first
 */
public record ImageDocument(
    @Nullable Instant created,
    String author,
    String comment,
    Platform platform,
    ImageConfig config,
    List<Digest> diffIds,
    List<Step> history) {
  /**
   * A step of its making.
   *
   * @param created seconds since the epoch; 0 when it does not say
   * @param createdBy the command
   * @param comment may be empty
   * @param empty whether it made no layer
   */
  public record Step(long created, String createdBy, String comment, boolean empty) {}

  /** Copies the lists. */
  public ImageDocument {
    diffIds = List.copyOf(diffIds);
    history = List.copyOf(history);
  }

  /** Reads one. */
  public static ImageDocument parse(byte[] document) throws IOException {
    JsonObject json = Json.object(document, "the image's config");
    var history = new ArrayList<Step>();
    for (JsonObject step : Json.children(json, "history")) {
      Instant created = time(step);
      history.add(
          new Step(
              created == null ? 0 : created.getEpochSecond(),
              Json.text(step, "created_by", ""),
              Json.text(step, "comment", ""),
              Json.flag(step, "empty_layer")));
    }
    JsonObject config = Json.child(json, "config");
    String comment = Json.text(json, "comment", "");
    return new ImageDocument(
        time(json),
        Json.text(json, "author", ""),
        comment.isEmpty() && !history.isEmpty() ? history.getLast().comment() : comment,
        Json.platform(json),
        config == null ? ImageConfig.EMPTY : config(config),
        diffIds(json),
        history);
  }

  private static List<Digest> diffIds(JsonObject json) throws IOException {
    JsonObject rootfs = Json.child(json, "rootfs");
    List<String> texts = rootfs == null ? null : Json.texts(rootfs, "diff_ids");
    if (texts == null) {
      return List.of();
    }
    try {
      return texts.stream().map(Digest::parse).toList();
    } catch (ProblemException e) {
      throw new IOException("the image's config: " + e.getMessage(), e);
    }
  }

  private static @Nullable Instant time(JsonObject json) throws IOException {
    String text = Json.text(json, "created");
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new IOException("created is no time: " + text, e);
    }
  }

  private static ImageConfig config(JsonObject json) throws IOException {
    JsonObject health = Json.child(json, "Healthcheck");
    return new ImageConfig(
        Json.text(json, "User"),
        Json.set(json, "ExposedPorts"),
        Json.texts(json, "Env"),
        Json.texts(json, "Entrypoint"),
        Json.texts(json, "Cmd"),
        Json.set(json, "Volumes"),
        Json.text(json, "WorkingDir"),
        Json.map(json, "Labels"),
        Json.text(json, "StopSignal"),
        health == null ? null : health(health),
        Json.texts(json, "Shell"),
        Json.texts(json, "OnBuild"));
  }

  private static HealthConfig health(JsonObject json) throws IOException {
    Long retries = Json.number(json, "Retries");
    return new HealthConfig(
        Json.texts(json, "Test"),
        Json.number(json, "Interval"),
        Json.number(json, "Timeout"),
        Json.number(json, "StartPeriod"),
        Json.number(json, "StartInterval"),
        retries == null ? null : Math.toIntExact(Math.min(retries, Integer.MAX_VALUE)));
  }
}
