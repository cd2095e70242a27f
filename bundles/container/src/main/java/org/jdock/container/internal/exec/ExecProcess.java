package org.jdock.container.internal.exec;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdock.api.container.Execs.ExecConfig;
import org.jdock.spi.security.SecuritySettings;
import org.jspecify.annotations.Nullable;

/** Makes the OCI {@code process} object of an exec of its container's (config.md, "Process"). */
final class ExecProcess {
  private ExecProcess() {}

  /**
   * Makes it.
   *
   * @param container the container's own
   * @param user null for the container's
   * @param homeGiven whether HOME stays as the container has it
   * @param privileged null unless it is
   * @param height of the terminal; 0 for the default
   */
  static String json(
      String container,
      ExecConfig config,
      UserLookup.@Nullable User user,
      boolean homeGiven,
      @Nullable SecuritySettings privileged,
      int height,
      int width) {
    JsonObject process = JsonParser.parseString(container).getAsJsonObject();
    process.addProperty("terminal", config.tty());
    process.remove("consoleSize");
    if (config.tty() && height > 0 && width > 0) {
      JsonObject size = new JsonObject();
      size.addProperty("height", height);
      size.addProperty("width", width);
      process.add("consoleSize", size);
    }
    process.add("args", array(config.cmd() == null ? List.of() : config.cmd()));
    String directory = config.workingDir();
    if (directory != null && !directory.isEmpty()) {
      process.addProperty("cwd", directory);
    }
    if (user != null) {
      JsonObject is = new JsonObject();
      is.addProperty("uid", user.uid());
      is.addProperty("gid", user.gid());
      JsonArray groups = new JsonArray();
      user.additionalGids().forEach(groups::add);
      is.add("additionalGids", groups);
      process.add("user", is);
    }
    process.add("env", environment(process, config, user, homeGiven));
    capabilities(process, user, privileged);
    return process.toString();
  }

  private static JsonArray environment(
      JsonObject process, ExecConfig config, UserLookup.@Nullable User user, boolean homeGiven) {
    Map<String, String> all = new LinkedHashMap<>();
    if (process.has("env")) {
      for (JsonElement e : process.getAsJsonArray("env")) {
        all.put(name(e.getAsString()), e.getAsString());
      }
    }
    if (config.tty()) {
      all.putIfAbsent("TERM", "TERM=xterm");
    }
    if (user != null) {
      all.merge("HOME", "HOME=" + user.home(), (old, own) -> homeGiven ? old : own);
    }
    for (String e : config.env() == null ? List.<String>of() : config.env()) {
      if (e.indexOf('=') < 0) {
        all.remove(e); // as Docker does with a bare name
      } else {
        all.put(name(e), e);
      }
    }
    return array(List.copyOf(all.values()));
  }

  private static String name(String assignment) {
    int equals = assignment.indexOf('=');
    return equals < 0 ? assignment : assignment.substring(0, equals);
  }

  private static void capabilities(
      JsonObject process, UserLookup.@Nullable User user, @Nullable SecuritySettings privileged) {
    JsonObject sets =
        process.has("capabilities") ? process.getAsJsonObject("capabilities") : new JsonObject();
    if (privileged != null) {
      for (String set : List.of("bounding", "effective", "permitted")) {
        sets.add(set, array(List.copyOf(privileged.capabilities())));
      }
      // As in Docker, its AppArmor profile stays the container's.
    } else if (user != null) {
      JsonArray bounding = sets.has("bounding") ? sets.getAsJsonArray("bounding") : new JsonArray();
      for (String set : List.of("effective", "permitted")) {
        sets.add(set, user.uid() == 0 ? bounding.deepCopy() : new JsonArray());
      }
      sets.remove("inheritable");
      sets.remove("ambient");
    }
    process.add("capabilities", sets);
  }

  private static JsonArray array(List<String> values) {
    JsonArray all = new JsonArray();
    values.forEach(all::add);
    return all;
  }
}
