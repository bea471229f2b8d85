package dev.parley.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

@AnalyzeClasses(
    packages = "dev.parley.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] CORE = {
    "..gateway.conversation..", "..gateway.trace..", "..gateway.clause.."
  };

  private static final DescribedPredicate<AccessTarget> TELLS_THE_TIME =
      DescribedPredicate.describe(
          "tells the time",
          member ->
              isMember(member, System.class, "nanoTime")
                  || isMember(member, System.class, "currentTimeMillis")
                  || (member.getOwner().getPackageName().startsWith("java.time")
                      && member.getName().equals("now")));

  private static final DescribedPredicate<AccessTarget> IS_CHANCE =
      DescribedPredicate.describe(
          "is chance",
          member ->
              isMember(member, Math.class, "random") || isMember(member, UUID.class, "randomUUID"));

  private static boolean isMember(AccessTarget member, Class<?> of, String name) {
    return member.getOwner().isEquivalentTo(of) && member.getName().equals(name);
  }

  @ArchTest
  static final ArchRule theCoreKnowsNoThreadsNoNetworkAndNoClock =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
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
          .accessTargetWhere(target(TELLS_THE_TIME));

  @ArchTest
  static final ArchRule theCoreLeavesNothingToChance =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(RandomGenerator.class)
          .orShould()
          .accessTargetWhere(target(IS_CHANCE));

  @ArchTest
  static final ArchRule theCoreRemembersNothingBetweenCalls =
      noFields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(CORE)
          .and()
          .areStatic()
          .should()
          .notBeFinal();

  @ArchTest
  static final ArchRule onlyATransitionUnderWayIsMutable =
      fields()
          .that()
          .areDeclaredInClassesThat(
              resideInAPackage("..gateway.conversation..").and(not(simpleName("Move"))))
          .should()
          .beFinal();

  @ArchTest
  static final ArchRule aSimulationKnowsNoNetworkNoThreadsAndNoClock =
      noClasses()
          .that()
          .resideInAPackage("..gateway.simulate..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.vertx..").and(not(resideInAPackage("io.vertx.core.json"))))
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("io.grpc..", "java.util.concurrent..", "java.net..")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(RandomGenerator.class)
          .orShould()
          .accessTargetWhere(target(TELLS_THE_TIME));

  @ArchTest
  static final ArchRule toolsKnowNothingOfConversationsAndCalls =
      noClasses()
          .that()
          .resideInAPackage("..gateway.tool..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..gateway.conversation..", "..gateway.call..");

  @ArchTest
  static final ArchRule theCoreKnowsNothingThatCarriesItOut =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
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
