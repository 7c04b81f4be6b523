package dev.evert.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Closes several things, all of them even if one fails. */
public final class Closing {
  private Closing() {}

  /** Closes in order; throws the first failure at the end, the others are suppressed in it. */
  public static void all(Collection<? extends AutoCloseable> things) {
    List<RuntimeException> failures = new ArrayList<>();
    for (AutoCloseable thing : things) {
      RuntimeException failure = close(thing);
      if (failure != null) {
        failures.add(failure);
      }
    }
    if (!failures.isEmpty()) {
      RuntimeException first = failures.removeFirst();
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }

  /** Closes what was opened before something failed; what fails then is suppressed in that. */
  public static void after(Throwable failure, Collection<? extends AutoCloseable> things) {
    try {
      all(things);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private static @Nullable RuntimeException close(AutoCloseable thing) {
    try {
      thing.close();
      return null;
    } catch (RuntimeException e) {
      return e;
    } catch (Exception e) {
      return LogFailures.translate(e);
    }
  }
}
