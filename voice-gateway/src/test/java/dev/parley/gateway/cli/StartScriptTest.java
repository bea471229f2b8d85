package dev.parley.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The start script in a project of its own, whose Java prints its arguments and whose Maven makes
 * the files a build makes.
 */
class StartScriptTest {
  private static final String FAKE_JAVA =
      "#!/bin/sh\necho \"java $(cd \"$(dirname \"$0\")/..\" && pwd)\"\nfor a in \"$@\"; do echo \"<$a>\"; done\n";
  private static final String FAKE_MAVEN =
      """
      #!/bin/sh
      echo built >> "$PROJECT/builds"
      [ -z "${MAVEN_FAILS:-}" ] || { echo "the compiler is unhappy"; exit 1; }
      mkdir -p "$PROJECT/voice-gateway/target/lib"
      for hop in stt llm tts; do : > "$PROJECT/voice-gateway/target/lib/$hop-adapter-1.jar"; done
      : > "$PROJECT/voice-gateway/target/voice-gateway-1.jar"
      """;

  @TempDir Path dir;
  private Path project = Path.of("");
  private Path home = Path.of("");

  @BeforeEach
  void makeProject() throws IOException {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh, so no ./parley");
    project = Files.createDirectories(dir.resolve("a project")).toRealPath();
    home = Files.createDirectories(dir.resolve("home")).toRealPath();
    Files.copy(ParleyTest.root().resolve("parley"), project.resolve("parley"));
    project.resolve("parley").toFile().setExecutable(true);
    Files.createDirectories(project.resolve("voice-gateway/src/main"));
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    Files.writeString(project.resolve("voice-gateway/pom.xml"), "<project/>");
    // newer than any that a machine may have
    jdk("jdk-98", 98);
    jdk("jdk-99", 99);
    program(dir.resolve("bin/mvn"), FAKE_MAVEN);
  }

  @Test
  void takesTheNewestJdkAndHandsTheArgumentsOn() throws Exception {
    Run run = start(Map.of(), "talk", "two words.wav");
    assertEquals(0, run.exitCode, run.err);
    assertEquals("java " + home.resolve(".jdks/jdk-99"), run.out.get(0));
    assertEquals("<dev.parley.gateway.cli.Parley>", run.out.get(run.out.size() - 3));
    assertEquals("<two words.wav>", run.out.get(run.out.size() - 1));
  }

  @Test
  void javaOfTheEnvironmentWins() throws Exception {
    Run run = start(Map.of("PARLEY_JAVA", home.resolve(".jdks/jdk-98").toString()), "doctor");
    assertEquals("java " + home.resolve(".jdks/jdk-98"), run.out.get(0));
  }

  @Test
  void findsAJdkThatAVariableNames() throws Exception {
    Path elsewhere = jdk("../elsewhere", 100);
    Run run = start(Map.of("JAVA100_HOME", elsewhere.toString()), "doctor");
    assertEquals("java " + elsewhere.toRealPath(), run.out.get(0));
  }

  @Test
  void anOldJavaIsRefusedInOneLine() throws Exception {
    Path old = jdk("jdk-17", 17);
    Run run = start(Map.of("PARLEY_JAVA", old.toString()), "doctor");
    assertEquals(2, run.exitCode);
    assertEquals("parley: PARLEY_JAVA=" + old + " is Java 17; name one of 21 or newer\n", run.err);
  }

  @Test
  void runsFromAnyFolderAndThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(dir.resolve("bin/parley"), project.resolve("parley"));
    Run run = start(link, Map.of(), List.of("doctor"));
    assertEquals(0, run.exitCode, run.err);
    assertTrue(
        run.out.stream().anyMatch(l -> l.contains(project + "/voice-gateway/target/lib/*")),
        run.out.toString());
  }

  @Test
  void buildsOnceAndAgainWhenASourceIsNewer() throws Exception {
    Run first = start(Map.of(), "doctor");
    assertTrue(first.err.contains("building (first start takes a few minutes)"), first.err);
    Run second = start(Map.of(), "doctor");
    assertEquals("", second.err);
    assertEquals(1, builds());

    Path source = Files.writeString(project.resolve("voice-gateway/src/main/New.java"), "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    start(Map.of(), "doctor");
    assertEquals(2, builds());
  }

  @Test
  void aChangedPomLeavesNoJarOfAnOldVersionBehind() throws Exception {
    start(Map.of(), "doctor");
    Path old = Files.createFile(project.resolve("voice-gateway/target/lib/netty-1.jar"));
    Files.setLastModifiedTime(
        project.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(5)));
    start(Map.of(), "doctor");
    assertEquals(2, builds());
    assertFalse(Files.exists(old));
  }

  @Test
  void startsAsBuiltWhenTold() throws Exception {
    start(Map.of(), "doctor");
    Path source = Files.writeString(project.resolve("voice-gateway/src/main/New.java"), "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    assertEquals(0, start(Map.of("PARLEY_NO_BUILD", "1"), "doctor").exitCode);
    assertEquals(1, builds());
  }

  @Test
  void aFailedBuildShowsItsEndAndWhereTheRestIs() throws Exception {
    Run run = start(Map.of("MAVEN_FAILS", "1"), "doctor");
    assertEquals(2, run.exitCode);
    assertTrue(run.err.contains("the compiler is unhappy"), run.err);
    assertTrue(run.err.contains(project + "/target/parley-build.log"), run.err);
    assertFalse(Files.exists(project.resolve("target/.parley-build")), "the lock was left");
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    List<Process> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      both.add(builder(project.resolve("parley"), Map.of(), List.of("doctor")).start());
    }
    for (Process one : both) {
      assertTrue(one.waitFor(60, TimeUnit.SECONDS));
      assertEquals(0, one.exitValue());
    }
    assertEquals(1, builds());
  }

  @Test
  void theLockOfADeadBuildIsNobodys() throws Exception {
    Path lock = Files.createDirectories(project.resolve("target/.parley-build"));
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.writeString(lock.resolve("pid"), dead.pid() + "\n");
    assertEquals(0, start(Map.of(), "doctor").exitCode);
    assertEquals(1, builds());
  }

  @Test
  void smallCommandsGetASmallJvm() throws Exception {
    assertTrue(start(Map.of(), "doctor").out.contains("<-Xmx256m>"));
    Run serve = start(Map.of("PARLEY_JAVA_HEAP", "300m", "PARLEY_JAVA_OPTS", "-Da=1 -Db=2"));
    assertTrue(serve.out.contains("<-Xmx300m>"), serve.out.toString());
    assertTrue(serve.out.containsAll(List.of("<-Da=1>", "<-Db=2>")), serve.out.toString());
  }

  private record Run(int exitCode, List<String> out, String err) {}

  private Run start(Map<String, String> environment, String... args) throws Exception {
    return start(project.resolve("parley"), environment, List.of(args));
  }

  private Run start(Path script, Map<String, String> environment, List<String> args)
      throws IOException, InterruptedException {
    Path out = dir.resolve("out.txt");
    Path err = dir.resolve("err.txt");
    Process process =
        builder(script, environment, args)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "did not end");
    return new Run(process.exitValue(), Files.readAllLines(out), Files.readString(err));
  }

  private ProcessBuilder builder(Path script, Map<String, String> environment, List<String> args) {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(command).directory(dir.toFile());
    Map<String, String> env = builder.environment();
    env.keySet().removeIf(name -> name.startsWith("PARLEY_") || name.startsWith("JAVA"));
    env.put("HOME", home.toString());
    env.put("PATH", dir.resolve("bin") + ":" + env.get("PATH"));
    env.put("PROJECT", project.toString());
    env.putAll(environment);
    return builder;
  }

  private int builds() throws IOException {
    return Files.readAllLines(project.resolve("builds")).size();
  }

  private Path jdk(String name, int version) throws IOException {
    Path jdk = home.resolve(".jdks").resolve(name);
    program(jdk.resolve("bin/java"), FAKE_JAVA);
    Files.writeString(
        jdk.resolve("release"),
        "IMPLEMENTOR=\"nobody\"\nJAVA_VERSION=\"" + version + ".0.1\"\n",
        StandardCharsets.UTF_8);
    return jdk;
  }

  private static void program(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
    file.toFile().setExecutable(true);
  }
}
