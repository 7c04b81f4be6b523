package dev.evert.dataflow.arrangement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Each part is done once, whoever helps, and nobody works on when it is over. */
final class SharedWorkTest {
  private static final int PARTS = 1_000;

  @Test
  void eachPartIsDoneOnce() {
    var done = ConcurrentHashMap.<Integer>newKeySet();
    AtomicInteger count = new AtomicInteger();
    try (ExecutorService others = Executors.newFixedThreadPool(3)) {
      SharedWork.run(
          others,
          4,
          PARTS,
          i -> {
            done.add(i);
            count.incrementAndGet();
          });
    }
    assertThat(done).hasSize(PARTS);
    assertThat(count).hasValue(PARTS);
  }

  @Test
  void whoComesLateFindsNothingToDo() {
    List<Runnable> waiting = new ArrayList<>();
    AtomicInteger count = new AtomicInteger();
    SharedWork.run(waiting::add, 3, PARTS, _ -> count.incrementAndGet());
    assertThat(count).hasValue(PARTS);
    assertThat(waiting).hasSize(2);
    waiting.forEach(Runnable::run);
    assertThat(count).hasValue(PARTS);
  }

  @Test
  void nobodyNeedsToHelp() {
    AtomicInteger count = new AtomicInteger();
    SharedWork.run(
        _ -> {
          throw new RejectedExecutionException();
        },
        3,
        PARTS,
        _ -> count.incrementAndGet());
    assertThat(count).hasValue(PARTS);
  }

  @Test
  void theFirstFailureIsThrownAndNothingMoreIsBegun() {
    AtomicInteger count = new AtomicInteger();
    assertThatThrownBy(() ->
            SharedWork.run(
                Runnable::run,
                1,
                PARTS,
                i -> {
                  count.incrementAndGet();
                  if (i >= 5) {
                    throw new IllegalStateException("part " + i);
                  }
                }))
        .hasMessage("part 5");
    assertThat(count).hasValue(6);
  }

  @Test
  void whoeverHelpsIsWaitedForWhenHelpersCanNotBeCalled() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    AtomicInteger calls = new AtomicInteger();
    try (ExecutorService others = Executors.newFixedThreadPool(1)) {
      assertThatThrownBy(() ->
              SharedWork.run(
                  task -> {
                    if (calls.incrementAndGet() > 1) {
                      await(begun);
                      throw new OutOfMemoryError("for a test");
                    }
                    others.execute(task);
                  },
                  3,
                  PARTS,
                  _ -> {
                    begun.countDown();
                    ended.incrementAndGet();
                  }))
          .isInstanceOf(OutOfMemoryError.class);
      int then = ended.get();
      others.shutdown();
      assertThat(others.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
      assertThat(ended).hasValue(then);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
