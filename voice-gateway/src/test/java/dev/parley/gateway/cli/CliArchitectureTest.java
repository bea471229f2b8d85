package dev.parley.gateway.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.parley.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class CliArchitectureTest {
  @ArchTest
  static final ArchRule theVoiceClientKnowsTheProtocolAndNotTheGateway =
      noClasses()
          .that()
          .resideInAPackage("..gateway.client")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.parley.gateway",
              "..gateway.call..",
              "..gateway.conversation..",
              "..gateway.transport..",
              "..gateway.hop..",
              "..gateway.cli..");

  @ArchTest
  static final ArchRule measuringKnowsTheContractAndNothingElse =
      noClasses()
          .that()
          .resideInAPackage("..gateway.evaluate")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.parley.gateway", "..gateway.cli..", "..gateway.hop..", "dev.parley.stt..");

  @ArchTest
  static final ArchRule theCommandLineKnowsNoEngine =
      noClasses()
          .that()
          .resideInAPackage("..gateway.cli")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.parley.stt..", "dev.parley.llm..", "dev.parley.tts..");

  @ArchTest
  static final ArchRule nothingKnowsTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackage("..gateway.cli")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..gateway.cli");
}
