package dev.evert.connectors.search.document;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the schema that an index was made for with the one that is wanted. They fit if one has
 * the columns of the other and further ones behind them: a crash may fall between the moment when a
 * column was added here and the moment when it was added there.
 */
public final class SchemaFit {
  private SchemaFit() {}

  /**
   * The wider of two schemas that fit.
   *
   * @param where names the index
   * @throws EvertException {@link ErrorCode#SINK_MISFIT} with the differences
   */
  public static Schema wider(Schema held, Schema wanted, String where) {
    List<String> differences = differences(held, wanted);
    if (!differences.isEmpty()) {
      throw new EvertException(
          ErrorCode.SINK_MISFIT,
          "the index " + where + " was made for other rows: " + String.join("; ", differences),
          "Drop the index, or name another in the URI.");
    }
    return held.width() > wanted.width() ? held : wanted;
  }

  private static List<String> differences(Schema held, Schema wanted) {
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < Math.min(held.width(), wanted.width()); i++) {
      Column here = held.column(i);
      Column there = wanted.column(i);
      if (!here.name().equals(there.name()) || !here.type().equals(there.type())) {
        differences.add("column " + (i + 1) + ": has " + here + ", wanted " + there);
      }
    }
    if (!held.key().equals(wanted.key())) {
      differences.add("key: has " + key(held) + ", wanted " + key(wanted));
    }
    return differences;
  }

  private static String key(Schema schema) {
    return schema.keyed()
        ? String.join(", ", schema.keyColumns().stream().map(Column::name).toList())
        : "none";
  }
}
