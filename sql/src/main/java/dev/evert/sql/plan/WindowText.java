package dev.evert.sql.plan;

import dev.evert.dataflow.Frame;
import dev.evert.dataflow.WindowFunction;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.ExpressionText;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Windows as text, in which all that makes them differ can be seen. */
public final class WindowText {
  private final Window window;
  private final IntFunction<String> names;

  private WindowText(Window window, IntFunction<String> names) {
    this.window = window;
    this.names = names;
  }

  static String of(Window window) {
    List<Field> fields = window.input().fields();
    return "window " + of(window, index -> fields.get(index).name());
  }

  /** With columns named by a function. */
  public static String of(Window window, IntFunction<String> names) {
    return new WindowText(window, names).text();
  }

  private String text() {
    String calls = window.calls().stream().map(this::call).collect(Collectors.joining(", "));
    String partition =
        window.partition().isEmpty() ? "" : " partition by " + list(window.partition());
    String order =
        window.order().isEmpty()
            ? ""
            : " order by "
                + window.order().stream().map(this::sort).collect(Collectors.joining(", "));
    return calls + " over (" + (partition + order).strip() + ")";
  }

  private String sort(Plan.Sort sort) {
    return ExpressionText.of(sort.expression(), names)
        + (sort.descending() ? " desc" : "")
        + (sort.nullsFirst() ? " nulls first" : "");
  }

  private String list(List<Expression> expressions) {
    return expressions.stream()
        .map(expression -> ExpressionText.of(expression, names))
        .collect(Collectors.joining(", "));
  }

  private String call(Window.Call call) {
    Measure measure = call.measure();
    String shown =
        measure == null
            ? call.name() + "(" + list(call.arguments()) + ")"
            : MeasureText.of(measure, names);
    return shown
        + switch (call.function()) {
          case WindowFunction.RowNumber _, WindowFunction.Rank _ -> "";
          case WindowFunction.Lag lag -> " by " + lag.distance();
          case WindowFunction.Nth nth ->
              (nth.place() > 1 ? " at " + nth.place() : "") + frame(nth.frame());
          case WindowFunction.Aggregate aggregate -> frame(aggregate.frame());
        };
  }

  private String frame(Frame frame) {
    String excluded =
        switch (frame.exclusion()) {
          case NOTHING -> "";
          case CURRENT_ROW -> " exclude current row";
          case GROUP -> " exclude group";
          case TIES -> " exclude ties";
        };
    return frame.equals(Frame.PARTITION)
        ? ""
        : " from " + bound(frame.start()) + " to " + bound(frame.end()) + excluded;
  }

  private String bound(Frame.Bound bound) {
    return switch (bound) {
      case Frame.Bound.First _ -> "first";
      case Frame.Bound.Last _ -> "last";
      case Frame.Bound.Rows(long distance) -> "row " + distance;
      case Frame.Bound.Groups(long distance) -> "group " + distance;
      case Frame.Bound.Key(int index) -> offset(window.offsets().get(index));
    };
  }

  private String offset(Window.Offset offset) {
    return "value " + (offset.down() ? "- " : "+ ") + ExpressionText.of(offset.distance(), names);
  }
}
