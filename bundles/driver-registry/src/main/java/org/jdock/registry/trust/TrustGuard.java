package org.jdock.registry.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.config.Settings;
import org.jdock.api.trust.Examination;
import org.jdock.api.trust.TrustPolicies;
import org.jdock.api.trust.TrustPolicy;
import org.jdock.api.trust.Verdict;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Keeps bundles from resolving that the trust policy does not let pass, whichever way they came
 * into the framework: a bundle that is not resolved runs no code and lends none. It belongs to the
 * framework itself (OSGi Core, 57), so that no bundle's stop takes it away, and judges what the
 * framework would load and not what a location claims.
 *
 * <p>What is installed when it is put in place came with jdock and is trusted as shipped, since it
 * is what does the checking; so is what the launcher installs from the same place later.
 * Thread-safe.
 */
public final class TrustGuard implements ResolverHookFactory {
  private final BundleContext context;
  private final Settings settings;
  private final Supplier<TrustPolicies> policies;
  private final Shipped shipped;
  private final TrustStore store;

  /** What came with jdock, with the time of its last change: an update makes another of it. */
  private final Map<Long, Long> own = new ConcurrentHashMap<>();

  /** Reading is slow, and a bundle's content stays as it is. */
  private final Map<BundleRevision, Finding> findings = new WeakHashMap<>();

  private final Set<String> fetched = ConcurrentHashMap.newKeySet();
  private final Map<Long, Complaint> complaints = new ConcurrentHashMap<>();

  private record Finding(JarSignature signature, boolean shipped) {}

  private record Complaint(long changed, String reason, boolean refused) {}

  private TrustGuard(
      BundleContext context,
      Settings settings,
      Supplier<TrustPolicies> policies,
      Path shippedDrivers) {
    this.context = context;
    this.settings = settings;
    this.policies = policies;
    this.shipped = new Shipped(shippedDrivers);
    this.store =
        new TrustStore(() -> settings.current().dataRoot().resolve("drivers").resolve("trust"));
  }

  /**
   * Puts it in place for good: to be done when all that came with jdock is installed, and before
   * anything resolves. It is a service of the given context as well.
   *
   * @param policies asked at each decision
   * @param shippedDrivers the folder of drivers that come with jdock; need not exist
   */
  public static TrustGuard install(
      BundleContext context,
      Settings settings,
      Supplier<TrustPolicies> policies,
      Path shippedDrivers) {
    BundleContext system = context.getBundle(0).getBundleContext();
    TrustGuard guard = new TrustGuard(system, settings, policies, shippedDrivers);
    for (Bundle bundle : system.getBundles()) {
      guard.vouch(bundle);
    }
    var _ = system.registerService(ResolverHookFactory.class, guard, null);
    var _ = context.registerService(TrustGuard.class, guard, null);
    return guard;
  }

  /**
   * Trusts a bundle as one that came with jdock: for who installs it from there, and before it
   * resolves. It holds until the bundle is updated.
   */
  public void vouch(Bundle bundle) {
    own.put(bundle.getBundleId(), bundle.getLastModified());
  }

  /** Not made before it is needed: the log gets ready on another thread meanwhile. */
  private static Logger log() {
    return LogManager.getLogger(TrustGuard.class);
  }

  /** The certificates that count. */
  public TrustStore store() {
    return store;
  }

  /** Says how a jar came to this host, before it is installed from its place. */
  public void expect(Path jar, boolean network) {
    String location = jar.toUri().toString();
    if (network) {
      fetched.add(location);
    } else {
      fetched.remove(location);
    }
  }

  /**
   * Looks at a jar under the policy.
   *
   * @throws ProblemException FORBIDDEN when the policy does not let it pass
   */
  public void check(Path jar, boolean network) {
    if (policy(network) == TrustPolicy.REQUIRE) {
      Examination found = examine(jar);
      if (!found.trusted()) {
        throw refusal(String.valueOf(jar), found.reason(), network);
      }
    }
  }

  private static ProblemException refusal(String what, String reason, boolean network) {
    return new ProblemException(Problem.FORBIDDEN, refused(what, reason, network));
  }

  private static String refused(String what, String reason, boolean network) {
    return what + " is untrusted, and " + key(network) + " is require: " + reason;
  }

  private static String key(boolean network) {
    return network ? "driver-trust-network" : "driver-trust-local";
  }

  private TrustPolicy policy(boolean network) {
    TrustPolicies now = policies.get();
    return network ? now.network() : now.local();
  }

  /** Looks at a jar, whatever the policy is. */
  public Examination examine(Path jar) {
    return examine(jar, store.certificates().values());
  }

  /** Looks at a jar as if only these certificates were trusted. */
  public Examination examine(Path jar, Collection<X509Certificate> trusted) {
    if (!Files.isRegularFile(jar)) {
      throw ProblemException.invalid("there is no file " + jar);
    }
    try {
      return judge(finding(jar), trusted);
    } catch (IOException e) {
      throw ProblemException.invalid(jar + " is not a jar: " + e.getMessage());
    }
  }

  private Finding finding(Path jar) throws IOException {
    return new Finding(JarSignature.of(jar), shipped.has(Contents.candidate(jar)));
  }

  private static Examination judge(Finding finding, Collection<X509Certificate> trusted) {
    return finding.shipped()
        ? Judge.without(Verdict.TRUSTED, "")
        : Judge.examine(finding.signature(), trusted);
  }

  /** Why the policy kept a bundle from resolving; null when it did not. */
  public @Nullable String refusal(Bundle bundle) {
    Complaint known = complaint(bundle);
    return known != null && known.refused()
        ? refused(label(bundle), known.reason(), isFetched(bundle))
        : null;
  }

  /** The same for whatever bundle has that symbolic name. */
  public @Nullable String refusal(String symbolicName) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
        .map(this::refusal)
        .filter(text -> text != null)
        .findFirst()
        .orElse(null);
  }

  /**
   * Why a bundle is untrusted that runs all the same; empty when it is trusted or not looked at.
   */
  public String doubts(Bundle bundle) {
    Complaint known = complaint(bundle);
    return known == null ? "" : known.reason();
  }

  private @Nullable Complaint complaint(Bundle bundle) {
    Complaint known = complaints.get(bundle.getBundleId());
    return known != null && known.changed() == bundle.getLastModified() ? known : null;
  }

  private static String label(Bundle bundle) {
    return "bundle "
        + bundle.getSymbolicName()
        + " "
        + bundle.getVersion()
        + " from "
        + bundle.getLocation();
  }

  private boolean isFetched(Bundle bundle) {
    String location = bundle.getLocation();
    return fetched.contains(location) || !location.matches("(?i)(reference:)?file:.*");
  }

  @Override
  public ResolverHook begin(Collection<BundleRevision> triggers) {
    return new Hook(List.copyOf(triggers));
  }

  private boolean mayResolve(BundleRevision revision) {
    Bundle bundle = revision.getBundle();
    Long known = own.get(bundle.getBundleId());
    if (known != null && known == bundle.getLastModified()) {
      return true;
    }
    boolean network = isFetched(bundle);
    TrustPolicy policy = policy(network);
    if (policy == TrustPolicy.OFF) {
      return true;
    }
    Examination found = examine(revision);
    if (found.trusted()) {
      complaints.remove(bundle.getBundleId());
      return true;
    }
    complain(bundle, found.reason(), network, policy == TrustPolicy.REQUIRE);
    return policy != TrustPolicy.REQUIRE;
  }

  /** Into the log once, however often it is tried. */
  private void complain(Bundle bundle, String reason, boolean network, boolean refused) {
    complaints.keySet().removeIf(id -> context.getBundle(id) == null);
    Complaint now = new Complaint(bundle.getLastModified(), reason, refused);
    if (now.equals(complaints.put(bundle.getBundleId(), now))) {
      return;
    }
    if (refused) {
      log().error("{}; it is not resolved", refused(label(bundle), reason, network));
    } else {
      log().warn("{} is untrusted and runs all the same: {}", label(bundle), reason);
    }
  }

  private Examination examine(BundleRevision revision) {
    try {
      return judge(finding(revision), store.certificates().values());
    } catch (IOException e) {
      return Judge.without(Verdict.TAMPERED, "it can't be read to check it: " + e.getMessage());
    }
  }

  private synchronized Finding finding(BundleRevision revision) throws IOException {
    Finding known = findings.get(revision);
    if (known != null) {
      return known;
    }
    Bundle bundle = revision.getBundle();
    if (!revision.equals(bundle.adapt(BundleRevision.class))) {
      throw new IOException("it was updated meanwhile");
    }
    if (bundle.getLocation().startsWith("reference:")) {
      throw new IOException(
          "the framework would read it where it lies, where it can change at any time; install it"
              + " without reference:");
    }
    List<String> names = Contents.names(bundle);
    // An upgrade waits for this: only what may be signed is made into a jar, to be checked as one.
    Finding found =
        names.stream().anyMatch(JarSignature::isSignature)
            ? findingAsJar(bundle)
            : new Finding(JarSignature.none(), shipped.has(Contents.candidate(bundle, names)));
    findings.put(revision, found);
    return found;
  }

  private Finding findingAsJar(Bundle bundle) throws IOException {
    Path folder = Files.createDirectories(settings.current().dataRoot().resolve("drivers"));
    Path jar = Files.createTempFile(folder, ".check", ".tmp");
    try {
      Contents.write(bundle, jar);
      return finding(jar);
    } finally {
      Files.deleteIfExists(jar);
    }
  }

  /**
   * One resolution. What is to be resolved is struck from the list; what else is untrusted is kept
   * from taking part: Felix 7.0.5 takes a list that was shortened for a list of all that may be
   * used, and so forgets what is resolved already. One stranger that lies about would keep all
   * others from resolving.
   */
  private final class Hook implements ResolverHook {
    private final List<BundleRevision> triggers;
    private final Map<BundleRevision, Boolean> decided = new HashMap<>();

    Hook(List<BundleRevision> triggers) {
      this.triggers = triggers;
    }

    private boolean isKeptOut(BundleRevision revision) {
      return revision.getWiring() == null
          && !decided.computeIfAbsent(revision, TrustGuard.this::mayResolve);
    }

    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
      candidates.removeIf(each -> triggers.contains(each) && isKeptOut(each));
    }

    @Override
    public void filterSingletonCollisions(
        BundleCapability singleton, Collection<BundleCapability> candidates) {
      candidates.removeIf(each -> isKeptOut(each.getRevision()));
    }

    @Override
    public void filterMatches(
        BundleRequirement requirement, Collection<BundleCapability> candidates) {
      if (isKeptOut(requirement.getRevision())) {
        candidates.clear();
      } else {
        candidates.removeIf(each -> isKeptOut(each.getRevision()));
      }
    }

    @Override
    public void end() {
      // nothing is kept from one resolution to the next
    }
  }
}
