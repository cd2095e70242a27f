package org.jdock.driver.security.defaults;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.Map;
import java.util.Set;
import org.jdock.spi.DriverException;
import org.jspecify.annotations.Nullable;

/**
 * A seccomp profile: OCI's format (runtime-spec, config-linux.md#seccomp), or Docker's, which has
 * rules that hold under conditions and a table of architectures besides.
 */
final class SeccompProfile {
  /** From Go's names of architectures, as OCI uses them, to those of the rules' conditions. */
  private static final Map<String, String> RULE_ARCH =
      Map.of("386", "x86", "loong64", "loongarch64", "mips64le", "mipsel64", "mipsle", "mipsel");

  /** And to those of the kernel's filters. */
  private static final Map<String, String> FILTER_ARCH =
      Map.ofEntries(
          Map.entry("386", "X86"),
          Map.entry("amd64", "X86_64"),
          Map.entry("arm", "ARM"),
          Map.entry("arm64", "AARCH64"),
          Map.entry("loong64", "LOONGARCH64"),
          Map.entry("mips64", "MIPS64"),
          Map.entry("mips64le", "MIPSEL64"),
          Map.entry("mipsle", "MIPSEL"),
          Map.entry("ppc64le", "PPC64LE"),
          Map.entry("riscv64", "RISCV64"),
          Map.entry("s390x", "S390X"));

  private static final String X32 = "SCMP_ARCH_X32";

  /**
   * What the conditions are about.
   *
   * @param architecture in Go's spelling
   * @param kernel release
   * @param capabilities the bounding set
   * @param x32 whether the kernel may run programs of that ABI
   */
  record Target(String architecture, String kernel, Set<String> capabilities, boolean x32) {
    /** The name that conditions use. */
    String ruleArchitecture() {
      return RULE_ARCH.getOrDefault(architecture, architecture);
    }
  }

  private final JsonObject profile;

  private SeccompProfile(JsonObject profile) {
    this.profile = profile;
  }

  /** Reads a profile; INVALID with Docker's words when it is not one. */
  static SeccompProfile parse(String text) throws DriverException {
    try {
      return new SeccompProfile(JsonParser.parseString(text).getAsJsonObject());
    } catch (JsonParseException | IllegalStateException e) {
      throw invalid("Decoding seccomp profile failed: " + e.getMessage(), e);
    }
  }

  /**
   * The OCI object for a target.
   *
   * @return null when the profile says nothing, which stands for no filter
   */
  @Nullable String resolve(Target target) throws DriverException {
    try {
      JsonArray rules = array(profile, "syscalls");
      String action = text(profile, "defaultAction");
      if (action.isEmpty() && rules.isEmpty()) {
        return null;
      }
      JsonObject oci = profile.deepCopy();
      oci.remove("archMap");
      oci.remove("syscalls");
      architectures(oci, target);
      JsonArray kept = new JsonArray();
      for (JsonElement element : rules) {
        JsonObject rule = element.getAsJsonObject();
        if (SeccompCondition.holds(rule, target)) {
          kept.add(ociRule(rule));
        }
      }
      oci.add("syscalls", kept);
      return oci.toString();
    } catch (IllegalStateException | ClassCastException | UnsupportedOperationException e) {
      throw invalid("Decoding seccomp profile failed: " + e.getMessage(), e);
    }
  }

  private void architectures(JsonObject oci, Target target) throws DriverException {
    JsonArray table = array(profile, "archMap");
    if (table.isEmpty()) {
      return;
    }
    if (!array(profile, "architectures").isEmpty()) {
      throw invalid(
          "both 'architectures' and 'archMap' are specified in the seccomp profile, use either"
              + " 'architectures' or 'archMap'",
          null);
    }
    oci.remove("architectures");
    String name =
        "SCMP_ARCH_" + FILTER_ARCH.getOrDefault(target.architecture(), target.architecture());
    for (JsonElement element : table) {
      JsonObject row = element.getAsJsonObject();
      if (text(row, "architecture").equals(name)) {
        JsonArray all = new JsonArray();
        all.add(name);
        for (JsonElement sub : array(row, "subArchitectures")) {
          if (target.x32() || !sub.getAsString().equals(X32)) {
            all.add(sub);
          }
        }
        oci.add("architectures", all);
        return;
      }
    }
  }

  private static JsonObject ociRule(JsonObject rule) throws DriverException {
    JsonObject oci = new JsonObject();
    JsonArray names = array(rule, "names");
    String single = text(rule, "name"); // of Docker's oldest profiles
    if (!single.isEmpty()) {
      if (!names.isEmpty()) {
        throw invalid(
            "both 'name' and 'names' are specified in the seccomp profile, use either 'name' or"
                + " 'names'",
            null);
      }
      names.add(single);
    }
    oci.add("names", names);
    for (String member : new String[] {"action", "errnoRet", "args"}) {
      JsonElement value = rule.get(member);
      if (value != null && !value.isJsonNull()) {
        oci.add(member, value);
      }
    }
    return oci;
  }

  /** A list, empty when it is absent or null. */
  static JsonArray array(JsonObject object, String member) {
    JsonElement value = object.get(member);
    return value == null || value.isJsonNull() ? new JsonArray() : value.getAsJsonArray();
  }

  /** A text, empty when it is absent or null. */
  static String text(JsonObject object, String member) {
    JsonElement value = object.get(member);
    return value == null || value.isJsonNull() ? "" : value.getAsString();
  }

  static DriverException invalid(String message, @Nullable Exception cause) {
    return new DriverException(DriverException.Kind.INVALID, message, cause);
  }
}
