package dev.evert.connectors.postgres.sink;

import dev.evert.connectors.postgres.catalog.CapturedColumn;
import dev.evert.connectors.postgres.catalog.CapturedTable;
import dev.evert.connectors.postgres.connect.Connector;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.Sql;
import dev.evert.connectors.postgres.connect.SqlFailure;
import dev.evert.connectors.postgres.snapshot.RowScan;
import dev.evert.connectors.postgres.type.TypeMapping;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.KeyColumns;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.SinkAudit;
import dev.evert.spi.type.Type;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a target back: its contents are the view's rows, byte for byte. One thread. */
public final class TargetAudit implements SinkAudit {
  private final Connector connector;
  private final Target target;

  TargetAudit(Connector connector, Target target) {
    this.connector = connector;
    this.target = target;
  }

  /** The row with all its columns. */
  @Override
  public byte[] expected(byte[] row) {
    RowReader reader = new RowReader().set(row);
    RowWriter out = new RowWriter();
    for (Column column : target.schema().columns()) {
      if (reader.atEnd()) {
        column.putMissing(out);
      } else {
        int from = reader.offset();
        reader.skip(column.type());
        out.putEncoded(row, from, reader.offset() - from);
      }
    }
    return out.toBytes();
  }

  @Override
  public void scan(Visitor visitor) {
    Schema schema = target.schema();
    RowWriter row = new RowWriter();
    CapturedTable table = captured();
    RowScan scan = new RowScan(table, row, () -> visit(row, schema, visitor));
    String query = "SELECT " + table.copyList() + " FROM " + target.name().sql();
    try (Link link = connector.open()) {
      scan.run(link, "COPY (" + query + ") TO STDOUT (FORMAT binary)");
    } catch (SQLException e) {
      throw SqlFailure.of(e, "reading " + target.name() + " back");
    }
  }

  private static void visit(RowWriter row, Schema schema, Visitor visitor) {
    if (!schema.keyed()) {
      visitor.record(row.toBytes(), contentOf(row));
      return;
    }
    RowWriter key = new RowWriter();
    new KeyColumns(schema).copy(row.buffer(), 0, row.size(), key);
    visitor.record(key.toBytes(), row.toBytes());
  }

  /** Without the running number, which is the last field. */
  private static byte[] contentOf(RowWriter row) {
    return Arrays.copyOf(row.buffer(), row.size() - 1 - Long.BYTES);
  }

  /** The target as if it were followed: its columns, and the running number if it has one. */
  private CapturedTable captured() {
    List<CapturedColumn> columns = new ArrayList<>();
    for (TargetColumn column : target.columns()) {
      TypeMapping mapping = TypeMapping.stored(column.column().type(), column.sqlType());
      columns.add(new CapturedColumn(column.column(), 0, -1, mapping));
    }
    if (!target.schema().keyed()) {
      Column number = Column.required(Target.ROW_NUMBER, Type.Simple.INT8);
      TypeMapping mapping = TypeMapping.stored(number.type(), number.type().sql());
      columns.add(new CapturedColumn(number, 0, -1, mapping));
    }
    List<Column> plain = columns.stream().map(CapturedColumn::column).toList();
    return new CapturedTable(0, target.name(), false, false, new Schema(plain, List.of()), columns);
  }

  /** For messages. */
  @Override
  public String toString() {
    return "audit of " + Sql.name(target.name().table());
  }
}
