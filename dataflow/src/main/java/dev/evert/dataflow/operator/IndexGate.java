package dev.evert.dataflow.operator;

import dev.evert.dataflow.IndexOutput;
import dev.evert.dataflow.IndexPlan;
import dev.evert.dataflow.RowCursor;
import dev.evert.dataflow.ViewOutput;
import dev.evert.dataflow.delta.RowShape;
import dev.evert.dataflow.output.FoundRows;
import dev.evert.dataflow.output.HeldRuns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows an arrangement as it was published last. */
final class IndexGate implements IndexOutput {
  private final IndexPlan plan;
  private final Arranged arranged;
  private HeldRuns published = new HeldRuns(List.of());
  private @Nullable RowShape shape;
  private long time = ViewOutput.BEGINNING;

  IndexGate(IndexPlan plan, Arranged arranged) {
    this.plan = plan;
    this.arranged = arranged;
  }

  @Override
  public String name() {
    return plan.name();
  }

  @Override
  public List<Integer> columns() {
    return plan.columns();
  }

  /** The rows are now to be seen as they are. */
  synchronized void publish(long upTo) {
    arranged.arrangement().flush();
    HeldRuns former = published;
    published = new HeldRuns(arranged.arrangement().runs());
    former.close();
    shape = arranged.shape();
    time = upTo;
  }

  /** Lets go of the rows. */
  synchronized void close() {
    published.close();
  }

  @Override
  public synchronized long time() {
    return time;
  }

  @Override
  public synchronized RowCursor lookup(byte[] key, int from, int to) {
    return new FoundRows(new HeldRuns(published.runs()), key, from, to, shape);
  }
}
