package dev.evert.sql.parse;

import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.TypeName;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Intervals whose units are written after the string, as those with the units in it. */
final class IntervalFields {
  private static final String NUMBER = "\\s*[-+]?\\d+\\s*";
  private static final String CLOCK = "\\d+:\\d+:\\d+(\\.\\d+)?\\s*";

  /** What a string with nothing to cut off or to guess looks like. */
  private static final Map<String, Pattern> SHAPES =
      Map.ofEntries(
          Map.entry("", Pattern.compile("(?s).*")),
          Map.entry("year", Pattern.compile(NUMBER)),
          Map.entry("month", Pattern.compile(NUMBER)),
          Map.entry("day", Pattern.compile(NUMBER)),
          Map.entry("hour", Pattern.compile(NUMBER)),
          Map.entry("minute", Pattern.compile(NUMBER)),
          Map.entry("second", Pattern.compile("\\s*[-+]?\\d+(\\.\\d+)?\\s*")),
          Map.entry("year to month", Pattern.compile("\\s*[-+]?\\d+-\\d+\\s*")),
          Map.entry("day to hour", Pattern.compile("\\s*\\d+ +\\d+\\s*")),
          Map.entry("day to minute", Pattern.compile("\\s*\\d+ +\\d+:\\d+\\s*")),
          Map.entry("day to second", Pattern.compile("\\s*\\d+ +" + CLOCK)),
          Map.entry("hour to minute", Pattern.compile("\\s*[-+]?\\d+:\\d+\\s*")),
          Map.entry("hour to second", Pattern.compile("\\s*[-+]?" + CLOCK)),
          Map.entry("minute to second", Pattern.compile("\\s*\\d+:\\d+(\\.\\d+)?\\s*")));

  private IntervalFields() {}

  /** A cast; the units of an interval go into the string that is cast, where it has none. */
  static Syntax cast(Syntax operand, TypeName type, Span span) {
    if (operand instanceof Syntax.Text(String text, Span place)
        && type.name().startsWith("interval ")
        && !type.array()) {
      String plain = plain(text, type.name().substring("interval ".length()));
      if (plain != null) {
        TypeName whole = new TypeName("interval", type.modifiers(), false, type.span());
        return new Syntax.Cast(new Syntax.Text(plain, place), whole, span);
      }
    }
    return new Syntax.Cast(operand, type, span);
  }

  /** The string with its units in it, or null if that is not so easily told. */
  static @Nullable String plain(String text, String fields) {
    String units = fields.toLowerCase(Locale.ROOT);
    Pattern shape = SHAPES.get(units);
    if (shape == null || !shape.matcher(text).matches()) {
      return null;
    }
    return switch (units) {
      case "year", "month", "day", "hour", "minute", "second" -> text + " " + units;
      case "day to hour" -> text.strip().replaceFirst(" +", " day ") + " hour";
      case "minute to second" -> "00:" + text.strip();
      default -> text;
    };
  }
}
