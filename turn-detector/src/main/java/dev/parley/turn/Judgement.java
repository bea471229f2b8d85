package dev.parley.turn;

import java.util.List;

/**
 * What a detector thinks at one moment, and what it knows by then: written down with each decision
 * and its outcome, a later detector can be trained on it. NaN and -1 are what it does not know.
 *
 * @param atMillis the caller's audio that had been heard; nothing here depends on anything later
 * @param interruption that the sound over the bot claims the turn
 * @param backchannel that it means "go on"
 * @param noise that it means nothing
 * @param endOfTurn that the turn is over
 * @param overlapOnsetMillis where the sound over the bot began, -1 without one
 * @param pauseMillis how long the caller had paused, -1 before they spoke
 * @param turnWords words recognised in the caller's turn
 * @param overlapWords those of them over the bot
 * @param wordsUntilMillis how far the caller's audio had been recognised
 * @param overlapFeatures what the model was asked with about the sound over the bot, in its order;
 *     empty without such a sound
 * @param pauseFeatures the same about the pause
 * @param speechLikeness 0 where the sound over the bot was a noise by its own character, 1 for
 *     speech
 * @param echoLikeness 1 where it followed the loudspeaker
 * @param reachDb how far its spectrum wandered
 * @param persistence how far within 80 ms, against 20
 * @param voicedShare how much of it was voiced
 * @param highShare how much of the voiced part was higher than speech
 * @param pitchSlope semitones a second, at the end of the last voice
 * @param pitchAboveUsual semitones
 * @param syllablesPerSecond over the last seconds of speech
 * @param lengthening the last syllable's nucleus against the usual one
 * @param tiltDb power below 1.1 kHz against that above, in the last of the speech
 * @param flatnessDb of the spectrum there, 0 for a hiss
 * @param fluxDb its change from frame to frame there
 */
public record Judgement(
    long atMillis,
    double interruption,
    double backchannel,
    double noise,
    double endOfTurn,
    long overlapOnsetMillis,
    long pauseMillis,
    int turnWords,
    int overlapWords,
    long wordsUntilMillis,
    List<Float> overlapFeatures,
    List<Float> pauseFeatures,
    double speechLikeness,
    double echoLikeness,
    double reachDb,
    double persistence,
    double voicedShare,
    double highShare,
    double pitchSlope,
    double pitchAboveUsual,
    double syllablesPerSecond,
    double lengthening,
    double tiltDb,
    double flatnessDb,
    double fluxDb) {

  /** What any detector knows. */
  static Judgement plain(TurnDetector d) {
    double unknown = Double.NaN;
    return new Judgement(
        d.positionMillis(),
        d.interruption(),
        d.backchannel(),
        d.noise(),
        d.endOfTurn(),
        d.overlapOnsetMillis(),
        d.pauseMillis(),
        -1,
        -1,
        -1,
        List.of(),
        List.of(),
        unknown,
        unknown,
        unknown,
        unknown,
        unknown,
        unknown,
        unknown,
        unknown,
        unknown,
        unknown,
        unknown,
        unknown,
        unknown);
  }
}
