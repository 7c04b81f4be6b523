package dev.evert.connectors.search.lucene;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.index.ConcurrentMergeScheduler;

/**
 * Merges segments on threads of their own. A merge that fails leaves the segments as they were;
 * what failed is told to the one who commits next, instead of printed by the thread.
 */
final class BackgroundMerges extends ConcurrentMergeScheduler {
  private final Path path;
  private final AtomicReference<EvertException> failure = new AtomicReference<>();

  BackgroundMerges(Path path) {
    this.path = path;
  }

  @Override
  protected void handleMergeException(Throwable failed) {
    EvertException known = IndexFailure.of(failed, path);
    // A merge needs room for a while, a commit does not: it says so itself when it has none.
    if (known.code() != ErrorCode.DISK_FULL) {
      failure.set(known);
    }
  }

  /** What failed since this was last asked. */
  Optional<EvertException> takeFailure() {
    return Optional.ofNullable(failure.getAndSet(null));
  }
}
