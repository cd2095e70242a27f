package org.jdock.driver.plugin.v1.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;
import org.jdock.spi.Probe;
import org.jspecify.annotations.Nullable;

/**
 * A plugin by its name, wherever it listens now. A connection for each call, as the plugin may have
 * been started anew since the last one. Thread-safe.
 */
public final class Plugin {
  private static final int LARGEST_ANSWER = 16 << 20;
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LAST_PAUSE_MILLIS = 2_000;

  private final String name;
  private volatile Address address;

  /** One that may be there or not. */
  public Plugin(String name, Address address) {
    this.name = name;
    this.address = address;
  }

  /** The driver's name too. */
  public String name() {
    return name;
  }

  /** Where it was found last. */
  public Address address() {
    return address;
  }

  /** It was found somewhere else. */
  public void movedTo(Address now) {
    address = now;
  }

  /** Whether somebody listens. */
  public Probe probe() {
    try (var _ = Connection.open(address, CONNECT)) {
      return Probe.ok();
    } catch (IOException e) {
      return Probe.no("plugin " + name + " is not there: " + why(e), "start the plugin");
    }
  }

  /**
   * Calls a method such as {@code VolumeDriver.Create}.
   *
   * @throws DriverException UNAVAILABLE when the plugin is not there or does not answer; a {@link
   *     Refusal} when it says no: UNSUPPORTED for a method that it lacks, else FAILED
   */
  public JsonObject call(String method, JsonObject request, Patience patience)
      throws DriverException {
    try (Answer answer = post(method, request, patience)) {
      JsonObject json = parse(method, read(answer.body()));
      refuse(method, json);
      return json;
    } catch (IOException e) {
      throw lost(method, e);
    }
  }

  /**
   * Calls a method that answers with bytes without end in sight.
   *
   * @throws DriverException as {@link #call}
   */
  public PluginStream stream(String method, JsonObject request, Patience patience)
      throws DriverException {
    return new PluginStream(this, method, post(method, request, patience), patience.answer());
  }

  /** An answer of status 200, its body unread. */
  private Answer post(String method, JsonObject request, Patience patience) throws DriverException {
    byte[] json = request.toString().getBytes(StandardCharsets.UTF_8);
    long end = System.nanoTime() + patience.absent().toNanos();
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      try {
        return attempt(method, json, patience.answer());
      } catch (TimeLimitException | InterruptedIOException e) {
        throw lost(method, e);
      } catch (IOException e) {
        // Refused, or hung up without a word: it is being started anew.
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw lost(method, e);
        }
        pause(Math.min(pause, left));
        pause = Math.min(pause * 2, LAST_PAUSE_MILLIS);
      }
    }
  }

  private Answer attempt(String method, byte[] json, Duration limit)
      throws IOException, DriverException {
    Connection connection = Connection.open(address, CONNECT);
    try {
      connection.limit(limit);
      Answer answer = Answer.of(connection, "/" + method, json);
      if (answer.status() == 200) {
        return answer;
      }
      byte[] body = read(answer.body());
      throw bad(method, answer.status(), new String(body, StandardCharsets.UTF_8).strip());
    } catch (IOException | DriverException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private void pause(long millis) throws DriverException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DriverException(Kind.UNAVAILABLE, "interrupted while waiting for plugin " + name);
    }
  }

  private static byte[] read(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(LARGEST_ANSWER + 1);
    if (bytes.length > LARGEST_ANSWER) {
      throw new IOException("the answer is longer than " + LARGEST_ANSWER + " bytes");
    }
    return bytes;
  }

  private JsonObject parse(String method, byte[] body) throws DriverException {
    String text = new String(body, StandardCharsets.UTF_8);
    try {
      JsonElement json = JsonParser.parseString(text.isBlank() ? "{}" : text);
      if (json.isJsonObject()) {
        return json.getAsJsonObject();
      }
      if (json.isJsonNull()) {
        return new JsonObject();
      }
    } catch (JsonParseException e) {
      throw noJson(method, e);
    }
    throw noJson(method, null);
  }

  private DriverException noJson(String method, @Nullable Throwable cause) {
    return new DriverException(
        Kind.FAILED,
        "plugin " + name + " answers " + method + " with what is no JSON object",
        cause);
  }

  private void refuse(String method, JsonObject json) throws Refusal {
    String error = Json.text(json, "Err");
    if (!error.isEmpty()) {
      throw new Refusal(Kind.FAILED, method + " of plugin " + name + ": " + error);
    }
  }

  private DriverException bad(String method, int status, String body) {
    String text = body;
    try {
      JsonElement json = JsonParser.parseString(body);
      if (json.isJsonObject() && !Json.text(json.getAsJsonObject(), "Err").isEmpty()) {
        text = Json.text(json.getAsJsonObject(), "Err");
      }
    } catch (JsonParseException e) {
      text = body.length() > 200 ? body.substring(0, 200) + "…" : body;
    }
    if (status == 404) {
      return new Refusal(Kind.UNSUPPORTED, "plugin " + name + " has no " + method + ": " + text);
    }
    return new Refusal(
        Kind.FAILED, method + " of plugin " + name + " failed with status " + status + ": " + text);
  }

  DriverException lost(String method, IOException e) {
    return new DriverException(
        Kind.UNAVAILABLE,
        method
            + ": plugin "
            + name
            + " is not there: "
            + why(e)
            + "; start the plugin (again), then repeat this",
        e);
  }

  private String why(IOException e) {
    String text = String.valueOf(e.getMessage());
    return text.contains(address.toString()) ? text : text + " (" + address + ")";
  }
}
