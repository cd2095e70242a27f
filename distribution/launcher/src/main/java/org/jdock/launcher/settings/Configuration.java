package org.jdock.launcher.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jdock.api.trust.TrustPolicies;
import org.jdock.launcher.host.StartException;

/** The folder of configuration, and the flags that go over it. */
public final class Configuration {
  private static final String DAEMON = "daemon.cfg";

  private final Path folder;
  private final Values flags;
  private final Resolved resolved;
  private Values all;
  private final LiveSettings settings;
  private volatile TrustPolicies trust;

  private Configuration(Path folder, Values flags, Values all) throws StartException {
    this.folder = folder;
    this.flags = flags;
    this.all = all;
    this.resolved = Resolved.of(all);
    this.settings = new LiveSettings(resolved.settings(), resolved.drivers());
    this.trust = resolved.trust();
  }

  /** Reads daemon.cfg, if there is one. */
  public static Configuration read(Path folder, Values flags) throws StartException {
    return new Configuration(folder, flags, flags.over(file(folder)));
  }

  private static Values file(Path folder) throws StartException {
    var file = folder.resolve(DAEMON);
    return Files.exists(file) ? CfgFile.read(file).values() : new Values();
  }

  /**
   * Reads daemon.cfg again, and has what can change take effect.
   *
   * @return keys that were changed and need a restart
   * @throws StartException if it is malformed; everything stays as it was
   */
  List<String> reload() throws StartException {
    var read = flags.over(file(folder));
    var wanted = Resolved.of(read);
    settings.change(wanted.settings(), wanted.drivers());
    trust = wanted.trust();
    var before = all;
    all = read;
    return Arrays.stream(Key.values())
        .filter(key -> !key.isLive() && !before.list(key).equals(read.list(key)))
        .map(Key::text)
        .toList();
  }

  PidFiles pidFiles() {
    return new PidFiles(folder, DAEMON);
  }

  /** Where the files are. */
  public Path folder() {
    return folder;
  }

  /** What held at the start. */
  public Resolved resolved() {
    return resolved;
  }

  /** Which drivers may run, as it holds now. */
  public TrustPolicies trust() {
    return trust;
  }

  /** What holds now. */
  public LiveSettings settings() {
    return settings;
  }
}
