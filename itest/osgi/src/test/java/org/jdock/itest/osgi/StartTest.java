package org.jdock.itest.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdock.api.driver.DriverInfo;
import org.jdock.api.driver.Drivers;
import org.jdock.http.Serving;
import org.jdock.itest.osgi.exam.PaxExam;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** The distribution in a plain framework comes up whole, and makes no driver by that. */
@ExtendWith(PaxExam.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public class StartTest {
  @Test
  @Order(1)
  public void everyBundleIsActiveAndNoDriverIsMade() {
    var idle = new ArrayList<String>();
    for (Bundle bundle : Host.context().getBundles()) {
      boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
      if (bundle.getState() != (fragment ? Bundle.RESOLVED : Bundle.ACTIVE)) {
        idle.add(bundle + ": " + whyNot(bundle));
      }
    }
    assertEquals(List.of(), idle);
    assertEquals(Set.of(), driversMade());
  }

  private static String whyNot(Bundle bundle) {
    try {
      bundle.start();
      return "was in state " + bundle.getState();
    } catch (BundleException e) {
      return e.toString();
    }
  }

  @Test
  @Order(2)
  public void everyComponentIsSatisfiedWhenTheLauncherOffersSettingsAndSockets() throws Exception {
    Host.offerAll();
    assertTrue(Host.service(Serving.class).description().contains(Host.socket().toString()));
    assertEquals(List.of(), Components.unsatisfied());
  }

  @Test
  @Order(3)
  public void startingMakesOnlyWhatTheEngineMustChooseFrom() {
    // No runtime and no storage driver is set: those are asked whether they can run here.
    var others = new TreeSet<>(driversMade());
    others.removeIf(name -> name.contains(".runtime.") || name.contains(".storage."));
    assertEquals(Set.of(), others);
  }

  private static Set<String> driversMade() {
    var made = new TreeSet<String>();
    int drivers = 0;
    for (var component : Components.all()) {
      if (component.properties.containsKey("jdock.driver")) {
        drivers++;
        assertEquals(false, component.immediate, component.name);
        for (var each : Components.configurations(component)) {
          if (each.state == ComponentConfigurationDTO.ACTIVE) {
            made.add(component.name);
          }
        }
      }
    }
    assertTrue(drivers >= 10, "drivers: " + drivers);
    return made;
  }

  @Test
  @Order(4)
  public void theApiAnswers() throws Exception {
    assertTrue(get("/_ping").endsWith("\r\n\r\nOK"), get("/_ping"));
    String version = get("/version");
    assertTrue(version.startsWith("HTTP/1.1 200"), version);
    assertTrue(version.contains("\"ApiVersion\""), version);
  }

  private static String get(String path) throws IOException {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(Host.socket()));
      var request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      Channels.newOutputStream(channel).write(request.getBytes(StandardCharsets.UTF_8));
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  @Order(5)
  public void everyDriverIsListedWithItsBundle() {
    var names = new ArrayList<String>();
    for (DriverInfo info : Host.service(Drivers.class).list()) {
      names.add(info.kind() + "/" + info.name());
      assertTrue(info.bundle().startsWith("org.jdock.driver."), info.toString());
      assertTrue(List.of("ACTIVE", "UNAVAILABLE").contains(info.state()), info.toString());
      assertEquals(info.state().equals("ACTIVE"), info.reason().isEmpty(), info.toString());
    }
    assertTrue(
        names.containsAll(
            List.of(
                "log/json-file",
                "log/none",
                "network/bridge",
                "network/host",
                "network/none",
                "runtime/runc",
                "security/default",
                "security/unconfined",
                "storage/overlay2",
                "storage/vfs",
                "volume/local")),
        names.toString());
  }
}
