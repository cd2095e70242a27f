package ${package};

import java.util.Map;
import org.jdock.spi.volume.VolumeDriver;
import org.jdock.tck.volume.VolumeDriverTck;

/** The conformance kit on this driver; it asks for new instances, and for options to try. */
class DirectoryVolumeDriverTest extends VolumeDriverTck {
  @Override
  protected VolumeDriver newDriver() {
    return new DirectoryVolumeDriver();
  }

  @Override
  protected Map<String, String> otherOptions() {
    return Map.of("mode", "rwx------");
  }
}
