package dev.evert.dataflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A consumer of a view's changes: applies them to rows of its own, now and then. */
final class Follower {
  private final Plan plan;
  private final Random random;
  private final boolean keyed;

  /** What the view was at each time. */
  private final TreeMap<Long, Model> history = new TreeMap<>();

  /** What the follower holds, by key: survives restarts, as an outside store does. */
  private Map<String, List<@Nullable Object>> held = new HashMap<>();

  private long frontier = ViewOutput.BEGINNING;

  /** Up to where it has begun to read, and after which key it goes on. */
  private @Nullable Long target;

  private byte @Nullable [] last;
  private @Nullable OutputReader reader;

  Follower(Plan plan, Random random) {
    this.plan = plan;
    this.random = random;
    this.keyed = plan.schema().keyed();
  }

  void attach(Circuit circuit) {
    List<Long> boundaries = new ArrayList<>();
    if (target != null) {
      boundaries.add(target);
    }
    reader = circuit.output(plan.name()).reader("follower", frontier, boundaries);
  }

  void published(long time, Model model) {
    history.put(time, model);
  }

  void checkpointed() {
    assertThat(reader).isNotNull();
  }

  void follow() {
    OutputReader source = reader;
    if (source == null || random.nextInt(4) == 0) {
      return;
    }
    Long upTo = target;
    if (upTo == null) {
      upTo = source.reserve();
      target = upTo;
      if (random.nextInt(3) == 0) {
        return;
      }
    }
    boolean whole = random.nextInt(3) > 0;
    if (apply(source, upTo, whole ? Integer.MAX_VALUE : random.nextInt(5))) {
      frontier = upTo;
      target = null;
      last = null;
      check(source);
      source.advance(upTo);
    }
  }

  /** Applies some changes; whether those were all. */
  private boolean apply(OutputReader source, long upTo, int limit) {
    byte[] after = last;
    try (ChangeCursor changes =
        after == null ? source.read(upTo) : source.read(upTo, after, 0, after.length)) {
      for (int i = 0; i < limit; i++) {
        if (!changes.next()) {
          return true;
        }
        apply(changes);
      }
    }
    return false;
  }

  private void apply(ChangeCursor change) {
    byte[] bytes = Arrays.copyOfRange(change.keyBytes(), change.keyFrom(), change.keyTo());
    if (last != null) {
      assertThat(Arrays.compareUnsigned(last, bytes)).isLessThan(0);
    }
    last = bytes;
    String key = HexFormat.of().formatHex(bytes);
    List<@Nullable Object> before =
        change.hasBefore()
            ? Rows.decode(
                plan.schema().types(), change.beforeBytes(), change.beforeFrom(), change.beforeTo())
            : null;
    assertThat(held.get(key)).as("%s %s", plan.name(), key).isEqualTo(before);
    if (change.hasAfter()) {
      held.put(
          key,
          Rows.decode(
              plan.schema().types(), change.afterBytes(), change.afterFrom(), change.afterTo()));
    } else {
      assertThat(change.hasBefore()).isTrue();
      held.remove(key);
    }
  }

  private void check(OutputReader source) {
    Model found = new Model();
    held.values().forEach(found::add);
    Model expected = history.get(frontier);
    assertThat(found.rows())
        .as("%s at %d", plan.name(), frontier)
        .isEqualTo(expected == null ? Map.of() : expected.rows());
    assertThat(source.digest(frontier)).isNotNull();
    assertThat(keyed || !plan.schema().keyed()).isTrue();
  }
}
