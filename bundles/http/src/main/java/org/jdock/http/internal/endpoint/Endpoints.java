package org.jdock.http.internal.endpoint;

import java.util.ArrayList;
import java.util.List;
import org.jdock.http.internal.route.Route;

/** The table of all endpoints. */
public final class Endpoints {
  private Endpoints() {}

  /** The endpoints that translate to this engine. */
  public static List<Route> of(Engine engine) {
    var all = new ArrayList<Route>();
    all.addAll(new SystemEndpoints(engine).routes());
    all.addAll(new EventEndpoint(engine.events()).routes());
    all.addAll(new ContainerEndpoints(engine.containers()).routes());
    all.addAll(new LifecycleEndpoints(engine.containers()).routes());
    all.addAll(new StreamEndpoints(engine.containers()).routes());
    all.addAll(new ExecEndpoints(engine.execs()).routes());
    all.addAll(new ImageEndpoints(engine.images(), engine.daemon()).routes());
    all.addAll(new TransferEndpoints(engine.images()).routes());
    all.addAll(new NetworkEndpoints(engine.networks(), engine.containers()).routes());
    all.addAll(new VolumeEndpoints(engine.volumes()).routes());
    all.addAll(new PluginEndpoints(engine.drivers()).routes());
    all.addAll(new PluginTransferEndpoints(engine.drivers()).routes());
    return List.copyOf(all);
  }
}
