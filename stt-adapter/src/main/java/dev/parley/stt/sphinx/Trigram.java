package dev.parley.stt.sphinx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trigram model of weighted sentences, smoothed by interpolation after Witten and Bell: what a
 * history has seen k different words follow is k times as likely to be followed by a new one.
 * Immutable.
 *
 * <p>Witten-Bell and not Kneser-Ney because the weights are fractions (a sentence with a slot
 * counts once, however many words fit the slot) and every history sums to one by construction.
 */
final class Trigram {
  static final int START = 0;
  static final int END = 1;

  private final List<String> words;
  private final double[] unigrams;
  private final long[] bigramKeys;
  private final double[] bigrams;
  private final double[] bigramRest;
  private final long[] trigramKeys;
  private final double[] trigrams;
  private final double[] trigramRest;

  private Trigram(List<String> words, double[] unigrams, Order bigram, Order trigram) {
    this.words = List.copyOf(words);
    this.unigrams = unigrams;
    this.bigramKeys = bigram.keys;
    this.bigrams = bigram.probabilities;
    this.bigramRest = bigram.rest;
    this.trigramKeys = trigram.keys;
    this.trigrams = trigram.probabilities;
    this.trigramRest = trigram.rest;
  }

  /** The first two words are sentence start and end. */
  List<String> words() {
    return words;
  }

  /** The probability of a word at the start of an utterance or anywhere: no history. */
  double probability(int word) {
    return unigrams[word];
  }

  double probability(int previous, int word) {
    int seen = Arrays.binarySearch(bigramKeys, key(previous, word));
    return (seen < 0 ? 0 : bigrams[seen]) + bigramRest[previous] * unigrams[word];
  }

  double probability(int beforePrevious, int previous, int word) {
    double lower = probability(previous, word);
    int history = Arrays.binarySearch(bigramKeys, key(beforePrevious, previous));
    if (history < 0) {
      return lower;
    }
    int seen = Arrays.binarySearch(trigramKeys, key(history, word));
    return (seen < 0 ? 0 : trigrams[seen]) + trigramRest[history] * lower;
  }

  /**
   * How many of the words the longest history of the last one that was seen with it has: 0, 1, 2.
   */
  int depth(int beforePrevious, int previous, int word) {
    int history = Arrays.binarySearch(bigramKeys, key(beforePrevious, previous));
    if (history >= 0 && Arrays.binarySearch(trigramKeys, key(history, word)) >= 0) {
      return 2;
    }
    return Arrays.binarySearch(bigramKeys, key(previous, word)) >= 0 ? 1 : 0;
  }

  private static long key(int history, int word) {
    return ((long) history << 32) | word;
  }

  /** Counts sentences and makes the model of them. */
  static final class Counts {
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final TreeMap<Long, Double> bigrams = new TreeMap<>();
    private final Map<Long, Map<Integer, Double>> trigrams = new HashMap<>();
    private final List<Double> unigrams = new ArrayList<>();

    Counts() {
      id("<s>");
      id("</s>");
    }

    void add(List<String> sentence, double weight) {
      int beforePrevious = -1;
      int previous = START;
      for (int i = 0; i <= sentence.size(); i++) {
        int word = i < sentence.size() ? id(sentence.get(i)) : END;
        unigrams.set(word, unigrams.get(word) + weight);
        bigrams.merge(key(previous, word), weight, Double::sum);
        if (beforePrevious >= 0) {
          trigrams
              .computeIfAbsent(key(beforePrevious, previous), h -> new TreeMap<>())
              .merge(word, weight, Double::sum);
        }
        beforePrevious = previous;
        previous = word;
      }
    }

    Trigram model() {
      return new Trigram(
          new ArrayList<>(ids.keySet()), unigramProbabilities(), bigramOrder(), trigramOrder());
    }

    private int id(String word) {
      Integer known = ids.get(word);
      if (known != null) {
        return known;
      }
      ids.put(word, ids.size());
      unigrams.add(0.0);
      return ids.size() - 1;
    }

    private double[] unigramProbabilities() {
      double total = 0;
      double types = 0;
      for (double count : unigrams) {
        total += count;
        types += type(count);
      }
      double[] probabilities = new double[unigrams.size()];
      // nothing is followed by a sentence start
      double uniform = 1.0 / (probabilities.length - 1);
      for (int w = 0; w < probabilities.length; w++) {
        if (w != START) {
          probabilities[w] = (unigrams.get(w) + types * uniform) / (total + types);
        }
      }
      return probabilities;
    }

    private Order bigramOrder() {
      double[] totals = new double[ids.size()];
      double[] types = new double[ids.size()];
      bigrams.forEach(
          (key, count) -> {
            totals[(int) (key >>> 32)] += count;
            types[(int) (key >>> 32)] += type(count);
          });
      Order order = new Order(bigrams.size(), ids.size());
      int i = 0;
      for (Map.Entry<Long, Double> e : bigrams.entrySet()) {
        int history = (int) (e.getKey() >>> 32);
        order.keys[i] = e.getKey();
        order.probabilities[i++] = e.getValue() / (totals[history] + types[history]);
      }
      for (int h = 0; h < totals.length; h++) {
        order.rest[h] = totals[h] == 0 ? 1 : types[h] / (totals[h] + types[h]);
      }
      return order;
    }

    private Order trigramOrder() {
      int size = trigrams.values().stream().mapToInt(Map::size).sum();
      Order order = new Order(size, bigrams.size());
      Arrays.fill(order.rest, 1);
      int i = 0;
      int history = 0;
      for (long key : bigrams.keySet()) {
        Map<Integer, Double> followers = trigrams.getOrDefault(key, Map.of());
        double total = followers.values().stream().mapToDouble(c -> c).sum();
        double types = followers.values().stream().mapToDouble(Counts::type).sum();
        for (Map.Entry<Integer, Double> e : followers.entrySet()) {
          order.keys[i] = key(history, e.getKey());
          order.probabilities[i++] = e.getValue() / (total + types);
        }
        if (total > 0) {
          order.rest[history] = types / (total + types);
        }
        history++;
      }
      return order;
    }

    /** A word seen a third of a time is a third of a type. */
    private static double type(double count) {
      return Math.min(1, count);
    }
  }

  /** One order's n-grams by rising key, and what each history leaves to the shorter ones. */
  private static final class Order {
    final long[] keys;
    final double[] probabilities;
    final double[] rest;

    Order(int size, int histories) {
      keys = new long[size];
      probabilities = new double[size];
      rest = new double[histories];
    }
  }
}
