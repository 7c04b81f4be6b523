package dev.evert.dataflow.state;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of a {@link StateStore} does not hold what was written to it, or can not be read: the
 * cause of the error that says so. What is in its directory is to be derived anew.
 */
public final class StateDamage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;

  StateDamage(Path file, @Nullable Throwable cause) {
    super(file + " is damaged", cause);
    this.file = file;
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /** The damage that a failure was caused by. */
  public static Optional<StateDamage> causing(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StateDamage damage) {
        return Optional.of(damage);
      }
    }
    return Optional.empty();
  }

  /** The damage that a failure was caused by, if it is of a file of a store's directory. */
  public static Optional<StateDamage> in(Path directory, Throwable failure) {
    return causing(failure).filter(damage -> directory.equals(damage.file.getParent()));
  }
}
