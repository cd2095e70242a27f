package org.jdock.itest.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.lang.module.ModuleDescriptor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What compiled code may know and do, for all packages below {@code root}. The root is a parameter
 * so that the same rules can be shown to fail on code that breaks them.
 */
record CodeRules(String root) {

  /** Reached by other bundles through the services of {@code api} only. */
  private static final List<String> ENGINE =
      List.of("image", "container", "network", "volume", "system", "registry", "build");

  private static final List<String> FRONT_ENDS = List.of("http", "shell");

  private static final String[] ANNOTATIONS = {
    "org.osgi.annotation..",
    "org.osgi.service.component.annotations..",
    "org.osgi.service.metatype.annotations..",
    "org.jspecify.annotations..",
  };

  /** Every rule under a short name. */
  Map<String, ArchRule> all() {
    var rules = new LinkedHashMap<String, ArchRule>();
    rules.put("api knows the JDK only", onlyJdkAnd("api"));
    rules.put("spi knows the JDK only", onlyJdkAnd("spi"));
    rules.put("linux knows the JDK only", onlyJdkAnd("linux", "org.apache.logging.log4j"));
    rules.put(
        "client knows the JDK and its console libraries only",
        onlyJdkAnd("client", "picocli..", "org.jline.."));
    rules.put("drivers know spi and linux only", drivers());
    ENGINE.forEach(name ->
        rules.put(name + " knows no other engine bundle", ours(name, "spi", "api", "linux")));
    FRONT_ENDS.forEach(name -> rules.put(name + " knows api only", ours(name, "api")));
    rules.put("tck knows the contracts only", ours("tck", "spi", "linux"));
    rules.put("internal packages stay inside", internals());
    rules.put("no package cycles", cycles());
    rules.put("only processes of their own exit", exits());
    rules.put("no static mutable state", statics());
    return rules;
  }

  private ArchRule onlyJdkAnd(String name, String... libraries) {
    var own = resideInAnyPackage(packages(name));
    return classes()
        .that(own)
        .should()
        .onlyDependOnClassesThat(
            own.or(jdk()).or(resideInAnyPackage(ANNOTATIONS)).or(resideInAnyPackage(libraries)))
        .allowEmptyShould(true);
  }

  private ArchRule ours(String name, String... friends) {
    return knowsOnly(
        resideInAPackage(root + "." + name + ".."),
        resideInAnyPackage(
            Stream.concat(Stream.of(name), Arrays.stream(friends))
                .map(each -> root + "." + each + "..")
                .toArray(String[]::new)));
  }

  /** One condition for each driver: it is its own kind and name that a driver may know. */
  private ArchRule drivers() {
    return classes()
        .that()
        .resideInAPackage(root + ".driver..")
        .should(
            Conditions.dependencies(
                "know spi, linux and themselves only",
                (from, to) ->
                    !to.startsWith(root + ".")
                        || isBelow(to, root + ".spi")
                        || isBelow(to, root + ".linux")
                        || isBelow(to, support())
                        || isBelow(to, driverOf(from))))
        .allowEmptyShould(true);
  }

  private ArchRule knowsOnly(
      DescribedPredicate<JavaClass> who, DescribedPredicate<JavaClass> friends) {
    return noClasses()
        .that(who)
        .should()
        .dependOnClassesThat(resideInAPackage(root + "..").and(not(friends)))
        .allowEmptyShould(true);
  }

  private ArchRule internals() {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should(
            Conditions.dependencies(
                "leave other bundles' internal packages alone",
                (from, to) -> {
                  var at = (to + ".").indexOf(".internal.");
                  return !to.startsWith(root + ".") || at < 0 || isBelow(from, to.substring(0, at));
                }))
        .allowEmptyShould(true);
  }

  private ArchRule cycles() {
    return slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                // A package and the private half of it are one idea.
                var name = javaClass.getPackageName().replaceFirst("\\.internal$", "");
                return isBelow(name, root) ? SliceIdentifier.of(name) : SliceIdentifier.ignore();
              }

              @Override
              public String getDescription() {
                return "packages";
              }
            })
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true);
  }

  private ArchRule exits() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackages(
            root + ".launcher..",
            root + ".client..",
            "org.jdock.itest.bench..",
            "org.jdock.itest.images..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .allowEmptyShould(true);
  }

  private ArchRule statics() {
    return fields()
        .that(
            describe(
                "static fields of our own",
                (JavaField field) ->
                    isBelow(field.getOwner().getPackageName(), root)
                        && field.getModifiers().contains(JavaModifier.STATIC)
                        && !field.getModifiers().contains(JavaModifier.SYNTHETIC)))
        .should()
        .beFinal()
        .andShould()
        .notHaveRawType(describe("mutable by its nature", CodeRules::isMutable))
        .allowEmptyShould(true);
  }

  private static boolean isMutable(JavaClass type) {
    return type.getPackageName().equals("java.util.concurrent.atomic")
        || (type.isAssignableTo(java.util.Collection.class) && !type.isInterface())
        || (type.isAssignableTo(Map.class) && !type.isInterface())
        || type.isAssignableTo(ThreadLocal.class)
        || type.isAssignableTo(java.util.concurrent.ConcurrentMap.class)
        || type.isAssignableTo(StringBuilder.class);
  }

  /** The packages that this JDK's modules export to everyone. */
  private static DescribedPredicate<JavaClass> jdk() {
    Set<String> exported =
        ModuleLayer.boot().modules().stream()
            .flatMap(module -> module.getDescriptor().exports().stream())
            .filter(exports -> !exports.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toSet());
    return describe(
        "of the JDK",
        type ->
            type.getBaseComponentType().isPrimitive()
                || exported.contains(type.getBaseComponentType().getPackageName()));
  }

  /** {@code org.jdock.driver.log.none.internal} belongs to {@code org.jdock.driver.log.none}. */
  private String driverOf(String packageName) {
    if (isBelow(packageName, support())) {
      return support();
    }
    var match =
        Pattern.compile(Pattern.quote(root + ".driver.") + "\\w+\\.\\w+").matcher(packageName);
    return match.lookingAt() ? match.group() : packageName;
  }

  /**
   * A library of which each driver carries its own copy; that nobody imports it is a rule for
   * manifests.
   */
  private String support() {
    return root + ".driver.support";
  }

  private String[] packages(String name) {
    return new String[] {root + "." + name + ".."};
  }

  static boolean isBelow(String packageName, String parent) {
    return packageName.equals(parent) || packageName.startsWith(parent + ".");
  }
}
