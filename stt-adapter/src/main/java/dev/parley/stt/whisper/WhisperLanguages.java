package dev.parley.stt.whisper;

import java.util.Locale;
import java.util.Set;

/** The languages of the multilingual models; an unknown one gives fluent nonsense, not an error. */
final class WhisperLanguages {
  private static final Set<String> CODES =
      Set.of(
          ("en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta"
                  + " no th ur hr bg lt la mi ml cy sk te fa lv bn sr az sl kn et mk br eu is hy ne"
                  + " mn bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am yi lo uz fo ht"
                  + " ps tk nn mt sa lb my bo tl mg as tt haw ln ha ba jw su")
              .split(" "));

  private WhisperLanguages() {}

  static boolean has(String tag, boolean multilingual) {
    String code = code(tag);
    return multilingual ? CODES.contains(code) : code.equals("en");
  }

  /** Whisper's code of a BCP 47 tag; empty = English. */
  static String code(String tag) {
    String language = tag.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
    return switch (language) {
      case "" -> "en";
      case "nb" -> "no";
      case "iw" -> "he";
      case "jv" -> "jw";
      case "fil" -> "tl";
      default -> language;
    };
  }
}
