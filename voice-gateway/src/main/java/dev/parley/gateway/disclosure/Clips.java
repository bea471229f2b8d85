package dev.parley.gateway.disclosure;

import dev.parley.adapter.UserError;
import dev.parley.adapter.model.Sha256;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.audio.WavFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All disclosures there are. They are part of the program, pinned by hash in its code: no setting
 * names a file, and a file that was changed ends the start.
 */
public final class Clips {
  private static final int LEAD_SAMPLES = 200 * Pcm.SAMPLES_PER_MILLI;
  // the playout takes 30 s
  private static final int LONGEST_SAMPLES = 20_000 * Pcm.SAMPLES_PER_MILLI;

  private record Pinned(String language, String text, String sha256) {}

  // English comes first: it is what callers of another language hear
  private static final List<Pinned> PINNED =
      List.of(
          new Pinned(
              "en",
              "Hello. You are talking to an automated AI assistant, not to a person.",
              "962079982386a2eea6744badccd203a2ac5c849e4d7f1de299061d0a6232ffb6"),
          new Pinned(
              "de",
              "Guten Tag. Sie sprechen mit einem automatischen KI-Assistenten, nicht mit einem"
                  + " Menschen.",
              "8d9d12dce09e57d0d75e778a414a4d383e4b36f9aebbc46586eb41072c3b3fa4"),
          new Pinned(
              "es",
              "Hola. Está hablando con un asistente automático de inteligencia artificial, no con"
                  + " una persona.",
              "cc047991ae4e1bbb707123eb8903f1648ea84f398ca6c1283c9125986652cdd6"),
          new Pinned(
              "fr",
              "Bonjour. Vous parlez à un assistant automatique, une intelligence artificielle, et"
                  + " non à une personne.",
              "e83ba95873798ddcd7030d674a24ea29f169f2e14b3318679f064d3e77404420"));

  private final List<Clip> all;

  Clips(List<Clip> all) {
    this.all = List.copyOf(all);
  }

  /**
   * @throws UserError when one isn't what it was
   */
  public static Clips load() {
    List<Clip> all = new ArrayList<>();
    for (Pinned pinned : PINNED) {
      String file = pinned.language + ".wav";
      try (InputStream in = Clips.class.getResourceAsStream(file)) {
        if (in == null) {
          throw new UserError("the spoken disclosure " + file + " is missing");
        }
        all.add(clip(pinned, WavFile.of(file, in.readAllBytes()).samples()));
      } catch (IOException e) {
        throw new UserError("the spoken disclosure " + file + " can't be read", e);
      }
    }
    return new Clips(all);
  }

  private static Clip clip(Pinned pinned, short[] samples) {
    return checked(new Clip(pinned.language, pinned.text, samples, hash(samples)), pinned.sha256);
  }

  static Clip checked(Clip clip, String sha256) {
    String name = "the spoken disclosure in '" + clip.language() + "'";
    if (!clip.sha256().equals(sha256)) {
      throw new UserError(
          name + " was changed: expected SHA-256 " + sha256 + ", found " + clip.sha256());
    }
    if (clip.samples().length > LONGEST_SAMPLES) {
      throw new UserError(name + " is longer than 20 s");
    }
    for (int i = 0; i < LEAD_SAMPLES; i++) {
      if (clip.samples()[i] != 0) {
        throw new UserError(name + " has a sound in its first 200 ms");
      }
    }
    return clip;
  }

  public List<Clip> all() {
    return all;
  }

  /** For a call in that language, BCP 47; the English one where there is none. */
  public Clip in(String language) {
    String primary = language.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
    return all.stream()
        .filter(clip -> clip.language().equals(primary))
        .findFirst()
        .orElse(all.getFirst());
  }

  static String hash(short[] samples) {
    return Sha256.of(Pcm.bytes(samples));
  }
}
