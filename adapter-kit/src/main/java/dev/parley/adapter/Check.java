package dev.parley.adapter;

/**
 * One line of the doctor.
 *
 * @param subject what was looked at: "Whisper model", "native library whisper-jni", "CPU: AVX2"
 * @param found what is there
 * @param advice what to do about it; empty when nothing
 */
public record Check(String subject, Status status, String found, String advice) {
  /** How much it matters. */
  public enum Status {
    OK,
    /** Not there, and nothing chosen by the settings needs it. */
    ABSENT,
    /** Works, but slower or worse than it could. */
    WARNING,
    /** Something chosen by the settings does not work. */
    FAILED
  }

  public static Check ok(String subject, String found) {
    return new Check(subject, Status.OK, found, "");
  }

  public static Check absent(String subject, String found, String advice) {
    return new Check(subject, Status.ABSENT, found, advice);
  }

  public static Check warning(String subject, String found, String advice) {
    return new Check(subject, Status.WARNING, found, advice);
  }

  public static Check failed(String subject, String found, String advice) {
    return new Check(subject, Status.FAILED, found, advice);
  }
}
