package dev.parley.llm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.parley.llm", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArrowsTest {
  @ArchTest
  static final ArchRule the_hop_knows_no_other_hop =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.parley.stt..", "dev.parley.tts..", "dev.parley.turn..", "dev.parley.gateway..");

  @ArchTest
  static final ArchRule engines_do_not_know_the_service =
      noClasses()
          .that()
          .resideInAnyPackage("..llm.engine..", "..llm.concierge..", "..llm.openai..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.parley.llm", "io.grpc.stub..");

  @ArchTest
  static final ArchRule engines_do_not_know_each_other =
      slices().matching("dev.parley.llm.(concierge|openai)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule engines_know_no_settings =
      noClasses()
          .that()
          .resideInAnyPackage("..llm.engine..", "..llm.concierge..", "..llm.openai..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("dev\\.parley\\.adapter\\.Settings?");

  @ArchTest
  static final ArchRule only_the_concierge_touches_lucene =
      noClasses()
          .that()
          .resideOutsideOfPackage("..llm.concierge..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.lucene..");

  @ArchTest
  static final ArchRule packages_depend_one_way =
      slices().matching("dev.parley.llm.(**)").should().beFreeOfCycles();
}
