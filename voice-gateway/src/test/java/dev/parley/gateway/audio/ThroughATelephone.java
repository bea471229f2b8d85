package dev.parley.gateway.audio;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Copies a folder of recordings as they sound over a telephone line: mu-law, 8 kHz, and back to 16
 * kHz as the gateway does it. What measures with recordings can measure with those.
 *
 * <pre>mvn -pl voice-gateway -am test-compile
 * java -cp voice-gateway/target/test-classes:voice-gateway/target/classes:adapter-kit/target/classes \
 *   dev.parley.gateway.audio.ThroughATelephone FROM TO</pre>
 */
public final class ThroughATelephone {
  private ThroughATelephone() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException("expected two folders: FROM TO");
    }
    Path from = Path.of(args[0]);
    Path to = Path.of(args[1]);
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path copy = to.resolve(from.relativize(file));
            Files.createDirectories(copy.getParent());
            String name = file.toString();
            // what a loudspeaker plays is known here as it was sent
            if (name.endsWith(".wav") && !name.endsWith("_lpb.wav")) {
              WavFile.write(copy, line(WavFile.channels(file, Pcm.RATE_HZ).getFirst()));
            } else {
              Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** 16 kHz, and back. */
  public static short[] line(short[] pcm) {
    LineCodec codec = new LineCodec(LineCodec.Format.MU_LAW);
    return codec.decode(codec.encode(Pcm.bytes(pcm)));
  }
}
