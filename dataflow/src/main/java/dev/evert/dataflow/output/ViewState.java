package dev.evert.dataflow.output;

import dev.evert.dataflow.ViewOutput;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.digest.Digest;
import java.util.List;

/**
 * A view as it is saved.
 *
 * @param time of the last publication
 * @param digest of the rows
 * @param rowCount the number of rows
 * @param rows the runs of the rows
 * @param floor the time from which on changes are kept
 * @param floorDigest the digest at that time
 * @param intervals the changes since
 */
public record ViewState(
    long time,
    Digest digest,
    long rowCount,
    List<Run> rows,
    long floor,
    Digest floorDigest,
    List<SavedInterval> intervals) {
  /** A view that was never published. */
  public static final ViewState EMPTY =
      new ViewState(
          ViewOutput.BEGINNING,
          Digest.ZERO,
          0,
          List.of(),
          ViewOutput.BEGINNING,
          Digest.ZERO,
          List.of());

  public ViewState {
    rows = List.copyOf(rows);
    intervals = List.copyOf(intervals);
  }

  /**
   * Changes up to a time.
   *
   * @param digest of the view at that time
   */
  public record SavedInterval(long to, Digest digest, List<Run> runs) {
    public SavedInterval {
      runs = List.copyOf(runs);
    }
  }
}
