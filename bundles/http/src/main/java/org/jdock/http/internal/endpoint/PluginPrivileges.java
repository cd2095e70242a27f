package org.jdock.http.internal.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.http.internal.route.Request;

/** What a client must have granted before a driver is fetched: the same for every driver. */
final class PluginPrivileges {
  private static final String NAME = "run in the engine's own process as";
  private static final String VALUE = "root";

  private PluginPrivileges() {}

  /** As Docker's {@code PluginPrivileges}. */
  static JsonArray required() {
    var values = new JsonArray();
    values.add(VALUE);
    var privilege = new JsonObject();
    privilege.addProperty("Name", NAME);
    privilege.addProperty(
        "Description", "a driver is code of the engine's; the trust policy says whose may run");
    privilege.add("Value", values);
    var all = new JsonArray();
    all.add(privilege);
    return all;
  }

  /**
   * Looks whether the request's body grants it.
   *
   * @throws ProblemException FORBIDDEN if not
   */
  static void check(Request request) throws IOException {
    var granted = request.json(JsonElement.class, new JsonArray());
    if (granted.isJsonArray()) {
      for (var each : granted.getAsJsonArray()) {
        if (each instanceof JsonObject privilege && says(privilege)) {
          return;
        }
      }
    }
    throw new ProblemException(
        Problem.FORBIDDEN,
        "incorrect privileges: the body must grant what GET /plugins/privileges lists");
  }

  private static boolean says(JsonObject privilege) {
    var required = required().get(0).getAsJsonObject();
    return required.get("Name").equals(privilege.get("Name"))
        && required.get("Value").equals(privilege.get("Value"));
  }
}
