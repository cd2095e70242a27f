package org.jdock.http.internal.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import org.jdock.api.image.ImageConfig;
import org.jdock.api.image.ImageDetails;
import org.jdock.api.image.ImageSummary;
import org.jdock.http.internal.route.ApiVersion;
import org.jdock.http.internal.route.Response;

/** Images as the Engine API shows them, in its various versions. */
final class ImageForms {
  private ImageForms() {}

  /** A row of a list. */
  static JsonObject summary(Response response, ApiVersion version, ImageSummary image) {
    var form = response.tree(image).getAsJsonObject();
    if (!version.atLeast(44)) {
      form.addProperty("VirtualSize", image.size());
    }
    if (!version.atLeast(43) && image.repoTags().isEmpty() && image.repoDigests().isEmpty()) {
      form.add("RepoTags", list("<none>:<none>"));
      form.add("RepoDigests", list("<none>@<none>"));
    }
    return form;
  }

  /** An inspect. */
  static JsonObject details(
      Response response, ApiVersion version, ImageDetails image, String storageDriver) {
    var form = new JsonObject();
    form.addProperty("Id", image.id());
    form.add("RepoTags", response.tree(image.repoTags()));
    form.add("RepoDigests", response.tree(image.repoDigests()));
    form.addProperty("Parent", "");
    form.addProperty("Comment", image.comment());
    var created = image.created();
    if (created != null) {
      form.add("Created", response.tree(created));
    } else if (!version.atLeast(44)) {
      form.addProperty("Created", "0001-01-01T00:00:00Z");
    }
    form.addProperty("DockerVersion", "");
    form.addProperty("Author", image.author());
    form.add("Config", config(response, image.config()));
    form.addProperty("Architecture", image.architecture());
    if (image.variant() != null) {
      form.addProperty("Variant", image.variant());
    }
    form.addProperty("Os", image.os());
    form.addProperty("Size", image.size());
    if (!version.atLeast(44)) {
      form.addProperty("VirtualSize", image.size());
    }
    var graph = new JsonObject();
    graph.add("Data", JsonNull.INSTANCE); // an image has layers, no snapshot of its own
    graph.addProperty("Name", storageDriver);
    form.add("GraphDriver", graph);
    var rootFs = new JsonObject();
    rootFs.addProperty("Type", "layers");
    rootFs.add("Layers", response.tree(image.layers()));
    form.add("RootFS", rootFs);
    var metadata = new JsonObject();
    metadata.addProperty("LastTagTime", "0001-01-01T00:00:00Z");
    form.add("Metadata", metadata);
    return form;
  }

  /** With the fields of a container's configuration, which older clients look for. */
  private static JsonObject config(Response response, ImageConfig config) {
    var form = new JsonObject();
    for (var name : List.of("Hostname", "Domainname", "User")) {
      form.addProperty(name, "");
    }
    for (var name :
        List.of("AttachStdin", "AttachStdout", "AttachStderr", "Tty", "OpenStdin", "StdinOnce")) {
      form.addProperty(name, false);
    }
    for (var name : List.of("Env", "Cmd", "Volumes", "Entrypoint", "OnBuild", "Labels")) {
      form.add(name, JsonNull.INSTANCE);
    }
    form.addProperty("Image", "");
    form.addProperty("WorkingDir", "");
    for (var e : response.tree(config).getAsJsonObject().entrySet()) {
      JsonElement value = e.getValue();
      if (!value.isJsonNull()) {
        form.add(e.getKey(), value);
      }
    }
    return form;
  }

  private static JsonArray list(String one) {
    var list = new JsonArray();
    list.add(one);
    return list;
  }
}
