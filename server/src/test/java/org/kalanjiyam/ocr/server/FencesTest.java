package org.kalanjiyam.ocr.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Who may use what. Who may import whom is written in each package, see {@link ModularityTest}. */
@AnalyzeClasses(
    packages = "org.kalanjiyam.ocr.server",
    importOptions = ImportOption.DoNotIncludeTests.class)
class FencesTest {
  private static final String SERVER = "org.kalanjiyam.ocr.server.";

  @ArchTest
  static final ArchRule redis =
      noClasses()
          .that()
          .resideOutsideOfPackages("..tracking..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.lettuce..", "redis.clients..")
          .because("Redis may vanish at any moment, and only tracking knows how to live with that");

  @ArchTest
  static final ArchRule messages =
      noClasses()
          .that()
          .resideOutsideOfPackages("..dispatch..", "..result..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.jms..", "org.springframework.jms.core..")
          .because(
              "work goes out in dispatch and comes back in result; nobody else sends or hears");

  @ArchTest
  static final ArchRule frontDoors =
      classes()
          .that()
          .resideInAPackage("..server.*.web..")
          .should(onlyBeUsedWithinTheirFeature())
          .because("a feature's pages and API are its front door, not a library for others");

  @ArchTest
  static final ArchRule site =
      noClasses()
          .that()
          .resideInAPackage("..server.site..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..server.account..",
              "..server.project..",
              "..server.task..",
              "..server.ocr..",
              "..server.proof..",
              "..server.notify..",
              "..server.access..",
              "..server.dispatch..",
              "..server.shelf..")
          .because(
              "what every page shares lies below the features, which bring what the frame shows");

  @ArchTest
  static final ArchRule controllers =
      classes()
          .that()
          .haveSimpleNameEndingWith("Controller")
          .should()
          .resideInAPackage("..web..")
          .andShould()
          .notBePublic()
          .because("a stranger finds a route in its feature's web package, and nobody calls it");

  private static ArchCondition<JavaClass> onlyBeUsedWithinTheirFeature() {
    return new ArchCondition<>("only be used within their feature") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        item.getDirectDependenciesToSelf().stream()
            .filter(use -> !feature(use.getOriginClass()).equals(feature(item)))
            .forEach(use -> events.add(SimpleConditionEvent.violated(use, use.getDescription())));
      }
    };
  }

  private static String feature(JavaClass type) {
    String rest = type.getPackageName().substring(SERVER.length() - 1);
    return rest.isEmpty() ? "" : rest.substring(1).split("\\.")[0];
  }
}
