package dev.evert.spi.source;

/** What one event of a source says. The ordinals are written to disk: new kinds go to the end. */
public enum ChangeKind {
  /** The row with this key is now this one, whether there was one before or not. */
  UPSERT,
  /** The row with the old key is gone; the row with the new key is this one. */
  MOVE,
  /** The row with this key is gone. */
  DELETE,
  /** One more of this row, in a table without key. */
  INSERT,
  /** One less of this row, in a table without key. */
  RETRACT,
  /** All rows of the table are gone. */
  TRUNCATE,
  /** From here on the table's rows have this schema. */
  SCHEMA,
  /** All rows of the table are forgotten, and it is incomplete until {@link #COMPLETE}. */
  RESET,
  /** All tables of the source are complete and consistent with each other. */
  COMPLETE,
  /** Nothing more comes from this source. */
  END,
  /** An entry of the source's own state. */
  STATE
}
