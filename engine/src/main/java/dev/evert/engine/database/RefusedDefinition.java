package dev.evert.engine.database;

import dev.evert.spi.error.EvertException;
import java.util.Objects;

/**
 * A definition of the log that could not be carried out where it stands: it has changed nothing.
 *
 * @param position of its event
 * @param sql the statement
 * @param cause why it could not be carried out
 */
public record RefusedDefinition(long position, String sql, EvertException cause) {
  /** So much of a statement is shown in a list. */
  private static final int SHOWN_CHARS = 120;

  public RefusedDefinition {
    Objects.requireNonNull(sql);
    Objects.requireNonNull(cause);
  }

  /** It in one line. */
  String describe() {
    String line = sql.strip().replaceAll("\\s+", " ");
    String shown = line.length() <= SHOWN_CHARS ? line : line.substring(0, SHOWN_CHARS) + "…";
    return "refused at position " + position + ": " + shown + ": " + cause.describe();
  }
}
