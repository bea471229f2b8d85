package dev.parley.stt.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryPlatformTest {
  @SuppressWarnings("NullAway.Init") // set by JUnit
  @TempDir
  Path root;

  @Test
  void anUnknownSystemIsNoObstacle() {
    assertEquals(Optional.empty(), new LibraryPlatform(root, "Linux", "amd64").obstacle());
    assertEquals(Optional.empty(), new LibraryPlatform(root, "Mac OS X", "aarch64").obstacle());
  }

  @Test
  void aMachineWithoutALibraryIsToldSo() {
    String obstacle = new LibraryPlatform(root, "Linux", "riscv64").obstacle().orElse("");
    assertTrue(obstacle.contains("no Whisper library for Linux on riscv64"), obstacle);
  }

  @Test
  void muslIsNotGlibc() throws IOException {
    Files.createDirectories(root.resolve("lib"));
    Files.createFile(root.resolve("lib/ld-musl-x86_64.so.1"));
    String obstacle = new LibraryPlatform(root, "Linux", "amd64").obstacle().orElse("");
    assertTrue(obstacle.contains("musl"), obstacle);
  }

  @Test
  void aSlimImageLacksGomp() throws IOException {
    Files.createDirectories(root.resolve("etc"));
    Path index = root.resolve("etc/ld.so.cache");
    Files.writeString(index, "glibc-ld.so.cache1.1 libc.so.6 libstdc++.so.6");
    String obstacle = new LibraryPlatform(root, "Linux", "amd64").obstacle().orElse("");
    assertTrue(obstacle.contains("apt install libgomp1"), obstacle);

    Files.writeString(index, "glibc-ld.so.cache1.1 libc.so.6 libgomp.so.1");
    assertEquals(Optional.empty(), new LibraryPlatform(root, "Linux", "amd64").obstacle());
  }
}
