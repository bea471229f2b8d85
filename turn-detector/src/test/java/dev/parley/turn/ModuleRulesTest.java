package dev.parley.turn;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.parley.turn", importOptions = ImportOption.DoNotIncludeTests.class)
final class ModuleRulesTest {
  @ArchTest
  static final ArchRule TIME_IS_COUNTED_IN_SAMPLES =
      noClasses()
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.time..", "java.util.concurrent..");

  @ArchTest
  static final ArchRule KNOWS_NO_TRANSPORT =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.grpc..", "io.vertx..", "dev.parley.proto..");

  @ArchTest
  static final ArchRule CALLS_NEED_NO_TRAINING_AND_NO_LIBRARY =
      noClasses()
          .that()
          .resideOutsideOfPackage("..training..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.parley.turn.training..", "com.fasterxml..");
}
