package dev.parley.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;

@AnalyzeClasses(
    packages = "dev.parley.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule theCoreKnowsNoThreadsNoNetworkAndNoClock =
      noClasses()
          .that()
          .resideInAnyPackage("..gateway.conversation..", "..gateway.trace..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.vertx..", "io.grpc..", "java.util.concurrent..", "java.net..", "java.io..")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule theCoreKnowsNothingThatCarriesItOut =
      noClasses()
          .that()
          .resideInAnyPackage("..gateway.conversation..", "..gateway.trace..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.parley.gateway",
              "..gateway.call..",
              "..gateway.hop..",
              "..gateway.transport..",
              "..gateway.audio..",
              "dev.parley.proto..");

  @ArchTest
  static final ArchRule aCallDoesNotKnowWhatItsLineIsMadeOf =
      noClasses()
          .that()
          .resideInAnyPackage("..gateway.call..", "..gateway.conversation..", "..gateway.hop..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..gateway.transport.*..");

  @ArchTest
  static final ArchRule hopsKnowNothingOfCallsAndTurns =
      noClasses()
          .that()
          .resideInAPackage("..gateway.hop..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.parley.gateway",
              "..gateway.conversation..",
              "..gateway.call..",
              "..gateway.transport..");

  @ArchTest
  static final ArchRule protocolsDecideNothing =
      noClasses()
          .that()
          .resideInAPackage("..gateway.transport..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.parley.gateway", "..gateway.call..", "..gateway.hop..");

  @ArchTest
  static final ArchRule theGatewayImportsNoAdapter =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.parley.stt..", "dev.parley.llm..", "dev.parley.tts..");

  @ArchTest
  static final ArchRule packagesDependInOneDirection =
      slices().matching("dev.parley.gateway.(**)").should().beFreeOfCycles();
}
