package dev.evert.testing.contract;

import dev.evert.spi.row.Schema;
import dev.evert.spi.source.SourceBatch;
import dev.evert.spi.source.SourceFeed;
import dev.evert.spi.source.SourceProgress;
import dev.evert.spi.source.SourceTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A feed that keeps what it is given in a {@link SourceMemory}. Batches become durable some appends
 * later, and those that are not yet durable at a crash are lost.
 */
public final class RecordingFeed implements SourceFeed {
  private final SourceMemory memory;
  private final int lag;
  private final int crashAfter;
  private final Queue<List<Runnable>> volatileBatches = new ArrayDeque<>();
  private final Map<Thread, List<SourceChange>> open = new HashMap<>();
  private final List<SourceProgress> reports = new CopyOnWriteArrayList<>();
  private long appended;
  private long durable;
  private boolean crashed;
  private volatile boolean stopping;

  /**
   * For one run.
   *
   * @param lag how many batches are not yet durable at most
   * @param crashAfter how many batches can be appended before a crash
   */
  public RecordingFeed(SourceMemory memory, List<SourceTable> tables, int lag, int crashAfter) {
    this.memory = memory;
    this.lag = lag;
    this.crashAfter = crashAfter;
    memory.open(tables);
  }

  /** For one run without a crash, in which each batch is durable at once. */
  public RecordingFeed(SourceMemory memory, List<SourceTable> tables) {
    this(memory, tables, 0, Integer.MAX_VALUE);
  }

  /** Tells the source to stop. */
  public void stop() {
    stopping = true;
  }

  /** What the source told of its progress, in order. */
  public List<SourceProgress> reports() {
    return List.copyOf(reports);
  }

  /** The last report of this kind. */
  public <P extends SourceProgress> @Nullable P lastReport(Class<P> kind) {
    return reports.stream().filter(kind::isInstance).map(kind::cast).reduce(null, (_, p) -> p);
  }

  /** How many batches this run appended. */
  public synchronized long appended() {
    return appended;
  }

  @Override
  public Map<String, byte[]> state() {
    return memory.state();
  }

  @Override
  public List<Schema> schemas() {
    return memory.schemas();
  }

  @Override
  public synchronized long append(SourceBatch batch) {
    if (crashed || appended >= crashAfter) {
      crashed = true;
      throw new SimulatedCrash();
    }
    if (batch.isEmpty() || (batch.sizeBytes() > SourceBatch.MAX_BYTES && batch.size() > 1)) {
      throw new AssertionError(batch.size() + " changes of " + batch.sizeBytes() + " bytes");
    }
    volatileBatches.add(visible(batch));
    appended++;
    if (lag == 0 || appended - durable > lag) {
      settle();
    }
    return appended;
  }

  /** What becomes visible with a batch: changes outside transactions, and finished ones. */
  private List<Runnable> visible(SourceBatch batch) {
    Thread thread = Thread.currentThread();
    if (!batch.continuesTransaction()) {
      open.remove(thread);
    }
    List<SourceChange> transaction = open.computeIfAbsent(thread, _ -> new ArrayList<>());
    List<Runnable> effects = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      SourceChange change = SourceChange.of(batch, i);
      if (!change.inside()) {
        effects.add(() -> memory.apply(change));
        continue;
      }
      transaction.add(change);
      if (change.last()) {
        transaction.forEach(c -> effects.add(() -> memory.apply(c)));
        transaction.clear();
      }
    }
    if (transaction.isEmpty() == batch.transactionOpen()) {
      throw new AssertionError("a transaction's last change is not marked, or it has none");
    }
    return effects;
  }

  private void settle() {
    volatileBatches.forEach(batch -> batch.forEach(Runnable::run));
    volatileBatches.clear();
    durable = appended;
  }

  @Override
  public synchronized long durable() {
    return durable;
  }

  @Override
  public synchronized void awaitDurable(long number) {
    if (!crashed && durable < number) {
      settle();
    }
  }

  /** Makes all that was appended durable, unless the process is gone. */
  public synchronized void flush() {
    if (!crashed) {
      settle();
    }
  }

  @Override
  public boolean stopping() {
    return stopping;
  }

  @Override
  public void report(SourceProgress progress) {
    reports.add(progress);
  }

  @Override
  public synchronized void reject(String where, String reason, byte[] record) {
    if (!crashed) {
      String text = new String(record, StandardCharsets.UTF_8);
      memory.reject(where + ": " + reason + ": " + text);
    }
  }
}
