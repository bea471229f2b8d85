package dev.parley.adapter;

import java.util.List;

/**
 * One hop's way to be configured, checked and started. Registered for {@link
 * java.util.ServiceLoader}.
 */
public interface AdapterProvider {
  Hop hop();

  /** Settings of this hop's engines; keys start with the hop's id. */
  List<Setting> settings();

  /**
   * Chooses the engine, loads it and warms it up; takes seconds. The returned adapter answers at
   * full speed.
   *
   * @throws UserError when the chosen engine can't start: what is missing and what to do
   */
  Adapter open(Settings settings);

  /**
   * true: the engine these settings choose calls native code that can kill the process
   * (whisper-jni, piper-jni), so an all-in-one start puts the adapter in a process of its own.
   */
  boolean wantsOwnProcess(Settings settings);

  /** What the engines depend on and whether it is there. Quick, and without side effects. */
  List<Check> doctor(Settings settings);
}
