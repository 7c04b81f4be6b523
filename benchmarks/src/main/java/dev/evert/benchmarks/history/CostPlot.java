package dev.evert.benchmarks.history;

import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Draws costs against sizes, both in powers of ten, as SVG. */
final class CostPlot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;
  private static final int LEFT = 70;
  private static final int RIGHT = 110;
  private static final int TOP = 20;
  private static final int BOTTOM = 50;
  private static final String[] COLOURS = {"#1b6ca8", "#c2410c", "#2f855a", "#7b3fa0"};

  private final double fromRows;
  private final double toRows;
  private final double fromMicros;
  private final double toMicros;
  private final Formatter out = new Formatter(Locale.ROOT);

  /** What a change costs at a size. */
  record Cost(double rows, double medianMicros, double slowMicros) {}

  /** The costs of one thing. */
  record Line(String name, List<Cost> costs) {
    Line {
      costs = List.copyOf(costs);
    }
  }

  private CostPlot(List<Line> lines) {
    List<Cost> all = lines.stream().flatMap(line -> line.costs().stream()).toList();
    fromRows = all.stream().mapToDouble(Cost::rows).min().orElse(1);
    toRows = Math.max(10 * fromRows, all.stream().mapToDouble(Cost::rows).max().orElse(10));
    fromMicros = power(all.stream().mapToDouble(Cost::medianMicros).min().orElse(1), false);
    toMicros = power(all.stream().mapToDouble(Cost::slowMicros).max().orElse(10), true);
  }

  private static double power(double value, boolean up) {
    double exponent = Math.log10(value);
    return Math.pow(10, up ? Math.ceil(exponent) : Math.floor(exponent));
  }

  /** The picture: medians as full lines, 99th percentiles as broken ones. */
  static String draw(List<Line> lines) {
    CostPlot plot = new CostPlot(lines);
    plot.out.format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
        WIDTH, HEIGHT);
    plot.axes();
    for (int i = 0; i < lines.size(); i++) {
      plot.line(lines.get(i), COLOURS[i % COLOURS.length], i);
    }
    plot.out.format("</svg>%n");
    return plot.out.toString();
  }

  private double x(double rows) {
    double part = Math.log10(rows / fromRows) / Math.log10(toRows / fromRows);
    return LEFT + part * (WIDTH - LEFT - RIGHT);
  }

  private double y(double micros) {
    double part = Math.log10(micros / fromMicros) / Math.log10(toMicros / fromMicros);
    return HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM);
  }

  private void axes() {
    for (double micros = fromMicros; micros <= toMicros * 1.01; micros *= 10) {
      out.format(
          "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
          LEFT, y(micros), WIDTH - RIGHT, y(micros));
      out.format(
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%,.0f µs</text>%n",
          LEFT - 6, y(micros) + 4, micros);
    }
    for (double rows = fromRows; rows <= toRows * 1.01; rows *= 10) {
      out.format(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,.0f rows</text>%n",
          x(rows), HEIGHT - BOTTOM + 20, rows);
    }
    out.format(
        "<text x=\"%d\" y=\"%d\">microseconds a change: full lines p50, broken lines p99</text>%n",
        LEFT, HEIGHT - 10);
  }

  private void line(Line line, String colour, int index) {
    path(line, colour, Cost::medianMicros, "");
    path(line, colour, Cost::slowMicros, " stroke-dasharray=\"5 4\"");
    out.format(
        "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n",
        WIDTH - RIGHT + 10, TOP + 16 * (index + 1), colour, line.name());
  }

  private void path(Line line, String colour, ToDoubleFunction<Cost> micros, String style) {
    out.format(
        "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s points=\"", colour, style);
    line.costs()
        .forEach(cost -> out.format("%.1f,%.1f ", x(cost.rows()), y(micros.applyAsDouble(cost))));
    out.format("\"/>%n");
  }
}
