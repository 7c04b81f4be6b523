package dev.evert.engine.database;

import dev.evert.dataflow.RowCursor;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;

/** The rows that answer a query, in the order that it asks for. One thread; to be closed. */
public final class QueryResult implements AutoCloseable {
  private final Schema schema;
  private final long position;
  private final boolean ordered;
  private final RowCursor rows;
  private final Runnable release;
  private final RowReader reader = new RowReader();
  private long again;
  private int from;
  private boolean released;

  /**
   * Rows of a circuit.
   *
   * @param ordered whether each begins with a field that is not part of it
   * @param release called when the result is closed
   */
  QueryResult(Schema schema, long position, boolean ordered, RowCursor rows, Runnable release) {
    this.schema = schema;
    this.position = position;
    this.ordered = ordered;
    this.rows = rows;
    this.release = release;
  }

  /** The columns. */
  public Schema schema() {
    return schema;
  }

  /** The position that the rows are as of: all that the log holds before it is in them. */
  public long position() {
    return position;
  }

  /** Moves to the next row, at first to the first one. False at the end. */
  public boolean next() {
    if (again > 0) {
      again--;
      return true;
    }
    if (!rows.next()) {
      return false;
    }
    again = rows.weight() - 1;
    from = rows.rowFrom();
    if (ordered) {
      reader.set(rows.rowBytes(), from, rows.rowTo()).skip(Type.Simple.BYTEA);
      from = reader.offset();
    }
    return true;
  }

  /** Holds the row, in {@link dev.evert.spi.row.RowFormat}, until the next move. */
  public byte[] bytes() {
    return rows.rowBytes();
  }

  /** Where the row starts. */
  public int from() {
    return from;
  }

  /** Where the row ends. */
  public int to() {
    return rows.rowTo();
  }

  /** Lets go of the rows; closing again does nothing. */
  @Override
  public void close() {
    if (!released) {
      released = true;
      rows.close();
      release.run();
    }
  }
}
