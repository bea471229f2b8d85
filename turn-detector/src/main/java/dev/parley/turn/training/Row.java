package dev.parley.turn.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields of one line of a corpus, by name and type. */
final class Row {
  private final Map<?, ?> fields;

  Row(Map<?, ?> fields) {
    this.fields = fields;
  }

  String text(String name) {
    if (fields.get(name) instanceof String s) {
      return s;
    }
    throw new IllegalArgumentException(
        "expected a text as " + name + ", found " + fields.get(name));
  }

  double number(String name) {
    return number(fields.get(name), name);
  }

  double number(String name, double otherwise) {
    return fields.get(name) == null ? otherwise : number(name);
  }

  String[] texts(String name) {
    return list(name).stream().map(String::valueOf).toArray(String[]::new);
  }

  double[] numbers(String name) {
    return list(name).stream().mapToDouble(x -> number(x, name)).toArray();
  }

  /** Pairs of numbers, flattened. */
  double[] spans(String name) {
    List<?> list = list(name);
    double[] spans = new double[2 * list.size()];
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof List<?> pair) {
        spans[2 * i] = number(pair.get(0), name);
        spans[2 * i + 1] = number(pair.get(1), name);
      }
    }
    return spans;
  }

  /** The third element of each triple. */
  String[] labelsOfSpans(String name) {
    List<String> labels = new ArrayList<>();
    for (Object o : list(name)) {
      labels.add(o instanceof List<?> triple ? String.valueOf(triple.get(2)) : "");
    }
    return labels.toArray(String[]::new);
  }

  private List<?> list(String name) {
    return fields.get(name) instanceof List<?> list ? list : List.of();
  }

  private static double number(@Nullable Object value, String name) {
    if (value instanceof Number n) {
      return n.doubleValue();
    }
    throw new IllegalArgumentException("expected a number as " + name + ", found " + value);
  }
}
