package dev.evert.log.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.log.EventBatch;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TreeGrowthTest {
  private static final int MANY = 1000;

  private static LeafList leaves() {
    LeafList leaves = new LeafList();
    leaves.add(new byte[MANY * EventBatch.HASH_BYTES], MANY);
    return leaves;
  }

  @Test
  void anErrorOfItsThreadIsToldAtOnce() {
    Error error = new OutOfMemoryError("for a test");
    CompletableFuture<Throwable> told = new CompletableFuture<>();
    TreeGrowth growth =
        new TreeGrowth(
            _ -> {
              throw error;
            },
            true,
            told::complete);
    growth.start();
    var _ = growth.add(leaves());
    assertThat(told.join()).isSameAs(error);
    growth.settle();
    assertThatThrownBy(growth::complete)
        .isInstanceOf(IllegalStateException.class)
        .cause()
        .isSameAs(error);
    growth.close();
  }
}
