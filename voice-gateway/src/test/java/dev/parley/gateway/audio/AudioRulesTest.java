package dev.parley.gateway.audio;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = {"dev.parley.gateway.audio", "dev.parley.gateway.clause"},
    importOptions = ImportOption.DoNotIncludeTests.class)
final class AudioRulesTest {
  @ArchTest
  static final ArchRule KNOWS_NO_TRANSPORT_AND_NO_TURNS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.vertx..",
              "io.grpc..",
              "dev.parley.proto..",
              "dev.parley.gateway.call..",
              "dev.parley.gateway.conversation..",
              "dev.parley.gateway.transport..");

  @ArchTest
  static final ArchRule TIME_IS_AN_ARGUMENT =
      noClasses()
          .that()
          .doNotHaveSimpleName("FrameClock")
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");
}
