package org.jdock.http.internal.endpoint;

import com.google.gson.JsonObject;
import org.jdock.api.network.NetworkDetails;
import org.jdock.http.internal.route.Response;

/** Networks as the Engine API shows them. */
final class NetworkForm {
  private NetworkForm() {}

  static JsonObject details(Response response, NetworkDetails network) {
    var form = response.tree(network).getAsJsonObject();
    var from = new JsonObject();
    from.addProperty("Network", "");
    form.add("ConfigFrom", from);
    form.addProperty("ConfigOnly", false);
    return form;
  }

  static JsonObject row(Response response, NetworkDetails network) {
    var form = details(response, network);
    form.add("Containers", new JsonObject());
    return form;
  }
}
