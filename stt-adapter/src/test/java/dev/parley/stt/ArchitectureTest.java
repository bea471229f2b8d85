package dev.parley.stt;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.parley.stt", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule theHopKnowsNoOtherHop =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.parley.llm..", "dev.parley.tts..", "dev.parley.gateway..");

  @ArchTest
  static final ArchRule theServiceKnowsNoEngine =
      noClasses()
          .that()
          .resideInAPackage("dev.parley.stt")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.parley.stt.*..");

  @ArchTest
  static final ArchRule sphinxKnowsNoOtherEngine =
      noClasses()
          .that()
          .resideInAPackage("dev.parley.stt.sphinx")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.parley.stt.whisper..");
}
