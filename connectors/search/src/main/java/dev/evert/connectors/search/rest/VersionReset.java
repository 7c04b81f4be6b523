package dev.evert.connectors.search.rest;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.sink.SinkChange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Repairs documents to which others gave a version beyond ours: all that a sink writes later would
 * lose against it. They are deleted, the server is made to forget the versions of what was deleted,
 * and then they are written anew with versions of ours.
 */
final class VersionReset {
  private static final int TRIES = 200;
  private static final long PAUSE_MILLIS = 50;

  private final TargetIndex index;
  private final BulkSender sender;
  private final ChangeEncoder encoder;

  VersionReset(TargetIndex index, BulkSender sender, ChangeEncoder encoder) {
    this.index = index;
    this.sender = sender;
    this.encoder = encoder;
  }

  /** Makes the documents what these changes say, whatever version they have. */
  void run(List<BulkResult.Conflict<SinkChange>> conflicts) throws InterruptedException {
    index.rememberDeletes(false);
    try {
      BulkBody<SinkChange> deletions = new BulkBody<>();
      conflicts.forEach(c -> deletions.delete(c.item(), encoder.id(c.item().key()), c.version()));
      sender.send(deletions);
      rewrite(conflicts.stream().map(BulkResult.Conflict::item).toList());
    } finally {
      index.rememberDeletes(true);
    }
  }

  private void rewrite(List<SinkChange> changes) throws InterruptedException {
    List<SinkChange> rest = changes.stream().filter(c -> c.after() != null).toList();
    for (int i = 0; i < TRIES && !rest.isEmpty(); i++) {
      index.refresh();
      BulkBody<SinkChange> body = new BulkBody<>();
      rest.forEach(change -> encoder.add(change, change.version(), body));
      List<SinkChange> stale = new ArrayList<>();
      sender.send(body).stale().forEach(conflict -> stale.add(conflict.item()));
      rest = stale;
      TimeUnit.MILLISECONDS.sleep(rest.isEmpty() ? 0 : PAUSE_MILLIS);
    }
    if (!rest.isEmpty()) {
      throw new EvertException(
          ErrorCode.STORE_FAILED,
          "document "
              + encoder.id(rest.getFirst().key())
              + " has a version beyond ours that the server does not forget",
          "Drop the index and let the pipe fill it anew.");
    }
  }
}
