package org.jdock.driver.security.defaults;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdock.spi.DriverException;

/** Whether a rule of a Docker profile holds: its {@code includes} and {@code excludes}. */
final class SeccompCondition {
  private static final Pattern KERNEL = Pattern.compile("(\\d+)\\.(\\d+).*", Pattern.DOTALL);

  private SeccompCondition() {}

  /** An excluded architecture, any excluded capability or a new enough kernel takes it away. */
  static boolean holds(JsonObject rule, SeccompProfile.Target target) throws DriverException {
    JsonObject excludes = object(rule, "excludes");
    JsonObject includes = object(rule, "includes");
    return !strings(excludes, "arches").contains(target.ruleArchitecture())
        && strings(excludes, "caps").stream().noneMatch(target.capabilities()::contains)
        && !(has(excludes, "minKernel") && kernelReached(excludes, target))
        && (strings(includes, "arches").isEmpty()
            || strings(includes, "arches").contains(target.ruleArchitecture()))
        && target.capabilities().containsAll(strings(includes, "caps"))
        && (!has(includes, "minKernel") || kernelReached(includes, target));
  }

  private static boolean kernelReached(JsonObject filter, SeccompProfile.Target target)
      throws DriverException {
    String wanted = SeccompProfile.text(filter, "minKernel");
    Matcher least = KERNEL.matcher(wanted);
    Matcher now = KERNEL.matcher(target.kernel());
    if (!least.matches()) {
      throw SeccompProfile.invalid(
          "Decoding seccomp profile failed: invalid kernel version: \"" + wanted + "\"", null);
    }
    if (!now.matches()) {
      return false;
    }
    int major = Integer.compare(number(now, 1), number(least, 1));
    return major > 0 || (major == 0 && number(now, 2) >= number(least, 2));
  }

  private static int number(Matcher version, int group) {
    return Integer.parseInt(version.group(group));
  }

  private static boolean has(JsonObject filter, String member) {
    return !SeccompProfile.text(filter, member).isEmpty();
  }

  private static JsonObject object(JsonObject rule, String member) {
    JsonElement value = rule.get(member);
    return value == null || value.isJsonNull() ? new JsonObject() : value.getAsJsonObject();
  }

  private static Set<String> strings(JsonObject filter, String member) {
    JsonArray values = SeccompProfile.array(filter, member);
    Set<String> all = new HashSet<>();
    values.forEach(v -> all.add(v.getAsString()));
    return all;
  }
}
