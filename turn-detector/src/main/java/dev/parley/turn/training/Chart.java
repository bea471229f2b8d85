package dev.parley.turn.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** A chart of lines and marks as SVG. Mutable while it is filled. */
final class Chart {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 470;
  private static final int LEFT = 72;
  private static final int RIGHT = 540;
  private static final int TOP = 84;
  private static final int BOTTOM = 404;
  private static final int LEGEND = 564;
  private static final int LEGEND_STEP = 22;
  private static final String INK = "#1f2933";
  private static final String FAINT = "#616e7c";
  private static final String GRID = "#e4e7eb";

  /**
   * @param step between two ticks
   * @param format of the ticks
   */
  record Axis(String title, double from, double to, double step, DoubleFunction<String> format) {
    static Axis percent(String title, double to, double step) {
      return new Axis(title, 0, to, step, v -> Math.round(100 * v) + "");
    }

    static Axis number(String title, double to, double step) {
      return new Axis(title, 0, to, step, v -> String.format(Locale.ROOT, "%.1f", v));
    }
  }

  /** How a line is drawn. */
  enum Stroke {
    SOLID(""),
    DASHED(" stroke-dasharray=\"7 5\"");

    private final String attribute;

    Stroke(String attribute) {
      this.attribute = attribute;
    }
  }

  /** How a single point is drawn. */
  enum Mark {
    CIRCLE,
    DIAMOND
  }

  private final String title;
  private final String subtitle;
  private final Axis x;
  private final Axis y;
  private final List<String> shapes = new ArrayList<>();
  private final List<String> legend = new ArrayList<>();

  Chart(String title, String subtitle, Axis x, Axis y) {
    this.title = title;
    this.subtitle = subtitle;
    this.x = x;
    this.y = y;
  }

  /** A line of the legend that only says something, set off from those above. */
  Chart note(String text) {
    if (!legend.isEmpty()) {
      legend.add("");
    }
    legend.add(text(LEGEND, legendAt(), "start", FAINT, 12, text));
    return this;
  }

  Chart line(String name, String colour, Stroke stroke, List<Point> points) {
    shapes.add(polyline(colour, stroke, points));
    int at = legendAt();
    legend.add(
        String.format(
                Locale.ROOT,
                "<path d=\"M%d %d h24\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\"%s/>",
                LEGEND,
                at - 4,
                colour,
                stroke.attribute)
            + text(LEGEND + 32, at, "start", INK, 12, name));
    return this;
  }

  /** A line with a dot at each of its points. */
  Chart dottedLine(String name, String colour, List<Point> points) {
    points.forEach(p -> shapes.add(mark(Mark.CIRCLE, colour, xAt(p.x()), yAt(p.y()))));
    return line(name, colour, Stroke.SOLID, points);
  }

  /** A line without a name. */
  Chart guide(List<Point> points) {
    shapes.add(polyline("#9aa5b1", Stroke.DASHED, points));
    return this;
  }

  Chart mark(Mark mark, String colour, Point p) {
    shapes.add(mark(mark, colour, xAt(p.x()), yAt(p.y())));
    return this;
  }

  Chart markLegend(Mark mark, String name) {
    int at = legendAt();
    legend.add(
        mark(mark, FAINT, LEGEND + 12, at - 4) + text(LEGEND + 32, at, "start", INK, 12, name));
    return this;
  }

  String svg() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " viewBox=\"0 0 %d %d\" role=\"img\" font-family=\"Inter, 'Helvetica Neue',"
                + " Helvetica, Arial, sans-serif\">",
            WIDTH,
            HEIGHT,
            WIDTH,
            HEIGHT));
    lines.add("<title>" + escaped(title + ". " + subtitle) + "</title>");
    lines.add(
        String.format(
            Locale.ROOT,
            "<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#fbfcfd\"/>",
            WIDTH,
            HEIGHT));
    lines.add(
        String.format(
            Locale.ROOT,
            "<clipPath id=\"plot\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/></clipPath>",
            LEFT - 6,
            TOP - 6,
            RIGHT - LEFT + 12,
            BOTTOM - TOP + 12));
    lines.add("<g font-weight=\"600\">" + text(LEFT, 36, "start", INK, 17, title) + "</g>");
    lines.add(text(LEFT, 58, "start", FAINT, 13, subtitle));
    axes(lines);
    lines.add("<g clip-path=\"url(#plot)\">");
    shapes.stream().filter(shape -> !shape.isEmpty()).forEach(lines::add);
    lines.add("</g>");
    legend.stream().filter(shape -> !shape.isEmpty()).forEach(lines::add);
    lines.add("</svg>");
    return String.join("\n", lines) + "\n";
  }

  private void axes(List<String> lines) {
    for (int i = 0; x.from + i * x.step <= x.to + 1e-9; i++) {
      double value = x.from + i * x.step;
      lines.add(grid(xAt(value), TOP, xAt(value), BOTTOM));
      lines.add(text(xAt(value), BOTTOM + 20, "middle", FAINT, 12, x.format.apply(value)));
    }
    for (int i = 0; y.from + i * y.step <= y.to + 1e-9; i++) {
      double value = y.from + i * y.step;
      lines.add(grid(LEFT, yAt(value), RIGHT, yAt(value)));
      lines.add(text(LEFT - 10, yAt(value) + 4, "end", FAINT, 12, y.format.apply(value)));
    }
    lines.add(text((LEFT + RIGHT) / 2.0, BOTTOM + 46, "middle", INK, 13, x.title));
    lines.add(
        String.format(
            Locale.ROOT,
            "<g transform=\"translate(24 %d) rotate(-90)\">%s</g>",
            (TOP + BOTTOM) / 2,
            text(0, 0, "middle", INK, 13, y.title)));
  }

  private int legendAt() {
    return TOP + 10 + legend.size() * LEGEND_STEP;
  }

  private double xAt(double value) {
    return LEFT + (value - x.from) / (x.to - x.from) * (RIGHT - LEFT);
  }

  private double yAt(double value) {
    return BOTTOM - (value - y.from) / (y.to - y.from) * (BOTTOM - TOP);
  }

  private String polyline(String colour, Stroke stroke, List<Point> points) {
    StringBuilder path = new StringBuilder();
    for (Point p : points) {
      if (Double.isFinite(p.x()) && Double.isFinite(p.y())) {
        path.append(
            String.format(
                Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : " L", xAt(p.x()), yAt(p.y())));
      }
    }
    return path.isEmpty()
        ? ""
        : "<path d=\""
            + path
            + "\" fill=\"none\" stroke=\""
            + colour
            + "\" stroke-width=\"2.5\" stroke-linejoin=\"round\" stroke-linecap=\"round\""
            + stroke.attribute
            + "/>";
  }

  private static String grid(double x1, double y1, double x2, double y2) {
    return String.format(
        Locale.ROOT,
        "<path d=\"M%.1f %.1f L%.1f %.1f\" stroke=\"%s\" stroke-width=\"1\"/>",
        x1,
        y1,
        x2,
        y2,
        GRID);
  }

  private static String mark(Mark mark, String colour, double cx, double cy) {
    if (!Double.isFinite(cx) || !Double.isFinite(cy)) {
      return "";
    }
    return switch (mark) {
      case CIRCLE ->
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"%s\" stroke=\"#fbfcfd\""
                  + " stroke-width=\"1.5\"/>",
              cx,
              cy,
              colour);
      case DIAMOND ->
          String.format(
              Locale.ROOT,
              "<path d=\"M%.1f %.1f l6.5 6.5 l-6.5 6.5 l-6.5 -6.5 z\" fill=\"%s\""
                  + " stroke=\"#fbfcfd\" stroke-width=\"1.5\"/>",
              cx,
              cy - 6.5,
              colour);
    };
  }

  private static String text(
      double at, double baseline, String anchor, String colour, int size, String text) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\" font-size=\"%d\">%s</text>",
        at,
        baseline,
        anchor,
        colour,
        size,
        escaped(text));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
