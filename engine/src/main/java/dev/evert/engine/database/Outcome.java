package dev.evert.engine.database;

import java.util.List;
import java.util.Objects;

/** What a statement came to. */
public sealed interface Outcome {

  /**
   * The rows of a query; to be closed.
   *
   * @param rows belong to the receiver
   */
  record Rows(QueryResult rows) implements Outcome {
    public Rows {
      Objects.requireNonNull(rows);
    }
  }

  /**
   * Rows were changed.
   *
   * @param tag what was done, as PostgreSQL calls it: {@code INSERT}, {@code UPDATE}, {@code
   *     DELETE}
   * @param count how many
   * @param position all views that can be read have the changes in them from here on
   */
  record Changed(String tag, long count, long position) implements Outcome {
    public Changed {
      Objects.requireNonNull(tag);
    }
  }

  /**
   * Something was defined or dropped.
   *
   * @param tag what was done, as PostgreSQL calls it: {@code CREATE TABLE}
   * @param notes remarks that a person should see, as sentences
   */
  record Defined(String tag, List<String> notes) implements Outcome {
    public Defined {
      Objects.requireNonNull(tag);
      notes = List.copyOf(notes);
    }
  }

  /** A text for people, in lines. */
  record Told(String text) implements Outcome {
    public Told {
      Objects.requireNonNull(text);
    }
  }
}
