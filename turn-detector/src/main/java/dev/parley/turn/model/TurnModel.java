package dev.parley.turn.model;

import java.util.List;
import java.util.Map;

/**
 * Everything that was learned. Immutable; shared by all calls.
 *
 * @param about name, data, licence: what a user should know of the model
 * @param conversations that were trained on; figures taken on them prove nothing
 * @param overlap word weights for overlaps
 * @param endings word weights: the end of a turn
 * @param unfinished word weights: a pause inside a phrase
 * @param units word weights: the end of an utterance
 * @param interruption trees over {@link OverlapFeatures}
 * @param noise trees over the same, for sounds that are no interruption: noise or backchannel
 * @param turnOver trees over {@link PauseFeatures}
 * @param thresholds by name, from trade-off curves on data not trained on
 */
public record TurnModel(
    Map<String, String> about,
    List<String> conversations,
    OverlapWords overlap,
    WordWeights endings,
    WordWeights unfinished,
    WordWeights units,
    Judge interruption,
    Judge noise,
    Judge turnOver,
    Map<String, Float> thresholds) {

  /** Trees and what makes probabilities of their scores. */
  public record Judge(TreeEnsemble trees, Calibration calibration) {
    public double probability(float[] features) {
      return calibration.probability(trees.score(features));
    }
  }

  public TurnModel {
    about = Map.copyOf(about);
    conversations = List.copyOf(conversations);
    thresholds = Map.copyOf(thresholds);
  }

  public OverlapFeatures overlapFeatures() {
    return new OverlapFeatures(overlap, endings, units);
  }

  public PauseFeatures pauseFeatures() {
    return new PauseFeatures(endings, unfinished, units);
  }

  public TurnModel withThresholds(Map<String, Float> measured) {
    return new TurnModel(
        about,
        conversations,
        overlap,
        endings,
        unfinished,
        units,
        interruption,
        noise,
        turnOver,
        measured);
  }

  /** A threshold the trainer measured, or {@code otherwise} where the model has none. */
  public float threshold(String name, float otherwise) {
    return thresholds.getOrDefault(name, otherwise);
  }
}
