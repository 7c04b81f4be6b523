package dev.evert.engine.pipe;

import dev.evert.spi.row.Schema;
import dev.evert.spi.source.SourceTable;
import java.util.List;
import java.util.Objects;

/**
 * A pipe's view under one set of columns of its tables. When these change, a new generation takes
 * the place of the old one; its sinks are then compared with it once, and mended where they differ.
 *
 * @param number from 0
 * @param beginning what the view begins with
 * @param from the position from which on the log is read
 * @param tables of the inputs, in the order of the definition
 */
public record Generation(int number, Beginning beginning, long from, List<SourceTable> tables) {

  public Generation {
    Objects.requireNonNull(beginning);
    tables = List.copyOf(tables);
    if (number < 0 || from < 0) {
      throw new IllegalArgumentException("generation " + number + " from " + from);
    }
  }

  /** What a generation's view begins with. The codes are written to disk. */
  public enum Beginning {
    /** Nothing: the sources copy their tables. */
    EMPTY(0),
    /** The tables of the generation before it, as of the position. */
    TABLES(1);

    private final int code;

    Beginning(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static Beginning ofCode(int code) {
      return code == EMPTY.code ? EMPTY : TABLES;
    }
  }

  /** The schemas of the inputs, in the order of the definition. */
  public List<Schema> schemas() {
    return tables.stream().map(SourceTable::schema).toList();
  }

  /** The generation after this one, over the same tables with other columns. */
  public Generation next(Beginning with, long position, List<SourceTable> now) {
    return new Generation(number + 1, with, position, now);
  }
}
