package dev.evert.spi.source;

/** What one event of a source says. */
public enum ChangeKind {
  /** The row with this key is now this one, whether there was one before or not. */
  UPSERT(0),
  /** The row with the old key is gone; the row with the new key is this one. */
  MOVE(1),
  /** The row with this key is gone. */
  DELETE(2),
  /** One more of this row, in a table without key. */
  INSERT(3),
  /** One less of this row, in a table without key. */
  RETRACT(4),
  /** All rows of the table are gone. */
  TRUNCATE(5),
  /** From here on each row of the table that comes has all columns of this schema. */
  SCHEMA(6),
  /** All rows of the table are forgotten, and it is incomplete until {@link #COMPLETE}. */
  RESET(7),
  /** All tables of the source are complete and consistent with each other. */
  COMPLETE(8),
  /** Nothing more comes from this source. */
  END(9),
  /** An entry of the source's own state. */
  STATE(10);

  private static final ChangeKind[] BY_CODE = values();

  private final int code;

  ChangeKind(int code) {
    this.code = code;
  }

  /** The number that stands for the kind on disk; never given to another kind. */
  public int code() {
    return code;
  }

  /** The kind with this code. */
  public static ChangeKind ofCode(int code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new IllegalArgumentException("no kind of change has the code " + code);
    }
    return BY_CODE[code];
  }
}
