package org.jdock.itest.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.BiPredicate;

/** Conditions that depend on both ends of a dependency, which ArchUnit's own can't. */
final class Conditions {
  private Conditions() {}

  /** Every dependency's packages (from, to) must be {@code allowed}. */
  static ArchCondition<JavaClass> dependencies(
      String description, BiPredicate<String, String> allowed) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass from, ConditionEvents events) {
        for (var dependency : from.getDirectDependenciesFromSelf()) {
          var to = dependency.getTargetClass().getBaseComponentType().getPackageName();
          if (!allowed.test(from.getPackageName(), to)) {
            events.add(SimpleConditionEvent.violated(from, dependency.getDescription()));
          }
        }
      }
    };
  }
}
