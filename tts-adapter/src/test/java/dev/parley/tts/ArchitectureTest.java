package dev.parley.tts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.parley.tts", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule text_knows_nothing_but_the_jdk =
      classes()
          .that()
          .resideInAPackage("..tts.text..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.parley.tts.text..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule engines_know_no_grpc =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..tts.engine..", "..tts.freetts..", "..tts.piper..", "..tts.openai..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.grpc..", "dev.parley.proto..", "..tts.synthesis..");

  @ArchTest
  static final ArchRule the_service_knows_no_particular_engine =
      noClasses()
          .that()
          .resideInAPackage("..tts.synthesis..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..tts.freetts..", "..tts.piper..", "..tts.openai..");

  @ArchTest
  static final ArchRule only_its_package_touches_freetts =
      noClasses()
          .that()
          .resideOutsideOfPackage("..tts.freetts..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.sun.speech..", "javax.speech..");

  @ArchTest
  static final ArchRule only_its_package_touches_piper =
      noClasses()
          .that()
          .resideOutsideOfPackage("..tts.piper..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.github.givimad..");

  @ArchTest
  static final ArchRule packages_depend_one_way =
      slices().matching("dev.parley.tts.(*)..").should().beFreeOfCycles();
}
