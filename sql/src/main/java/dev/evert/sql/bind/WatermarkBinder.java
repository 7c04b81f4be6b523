package dev.evert.sql.bind;

import dev.evert.dataflow.Watermark;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.WatermarkSyntax;
import java.util.List;

/** Brings the declaration of a watermark to what a circuit keeps. */
public final class WatermarkBinder {
  private final Place place;
  private final Durations durations;

  private WatermarkBinder(String sql) {
    this.place = new Place(sql);
    this.durations = Durations.standing(place, "a watermark");
  }

  /**
   * The watermark of a table.
   *
   * @param sql the text that the declaration was parsed from
   * @param appendOnly whether rows are only added to the table
   * @throws dev.evert.spi.error.EvertException SQL_NAME, SQL_TYPE, SQL_SYNTAX or INVALID_ARGUMENT,
   *     with the place
   */
  public static Watermark bind(
      String sql, WatermarkSyntax watermark, Schema schema, boolean appendOnly) {
    return new WatermarkBinder(sql).bind(watermark, schema, appendOnly);
  }

  private Watermark bind(WatermarkSyntax watermark, Schema schema, boolean appendOnly) {
    String name = watermark.column().last();
    int column = schema.indexOf(name);
    if (column < 0) {
      String what = "column \"" + name + "\" does not exist";
      throw place.error(watermark.column().span(), ErrorCode.SQL_NAME, what);
    }
    Type type = schema.type(column).base();
    if (type != Type.Simple.TIMESTAMP && type != Type.Simple.TIMESTAMPTZ) {
      throw place.type(
          watermark.column().span(),
          "a watermark needs a timestamp, \"" + name + "\" is " + Coercion.name(type));
    }
    Syntax atMost = watermark.atMost();
    Integer confirmations = watermark.confirmations();
    return new Watermark(
        column,
        delay(watermark, name),
        atMost == null ? Watermark.DEFAULT_MAX_ADVANCE_MICROS : durations.positive(atMost),
        confirmations == null ? Watermark.DEFAULT_CONFIRMATIONS : confirmations,
        appendOnly);
  }

  private long delay(WatermarkSyntax watermark, String column) {
    return switch (watermark.time()) {
      case Syntax.Name name when isColumn(name, column) -> 0;
      case Syntax.Operation(String operator, List<Syntax> operands, _)
          when operator.equals("-")
              && operands.size() == 2
              && operands.getFirst() instanceof Syntax.Name name
              && isColumn(name, column) ->
          durations.positive(operands.getLast());
      case Syntax other ->
          throw place.error(
              other.span(),
              ErrorCode.SQL_SYNTAX,
              "a watermark is its column, or less by a length of time",
              "Write it as " + column + " - interval '5 seconds'.");
    };
  }

  private static boolean isColumn(Syntax.Name name, String column) {
    return name.parts().size() == 1 && name.last().equals(column);
  }
}
