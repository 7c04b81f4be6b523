package dev.evert.dataflow;

import static dev.evert.dataflow.LawOperators.PAIRS;
import static dev.evert.dataflow.Plans.INT8;
import static dev.evert.dataflow.Plans.node;

import dev.evert.dataflow.LawOperators.Case;
import dev.evert.dataflow.LawOperators.Law;
import dev.evert.spi.row.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators that go by time, which is the second number of a row: without it, a row fails. */
final class LawTimes {
  private static final Schema OF_SESSIONS =
      Plans.schema(false, "k", INT8, "v", INT8, "first", INT8, "end", INT8);

  /** A number as a place: present, and eight bytes. */
  private static final int PLACE_BYTES = 1 + Long.BYTES;

  private LawTimes() {}

  static List<Case> all() {
    List<Case> all = new ArrayList<>();
    for (long gap = 0; gap < 3; gap++) {
      all.add(sessions(gap));
    }
    for (boolean includesEqual : new boolean[] {false, true}) {
      all.add(nearest(includesEqual, false));
      all.add(nearest(includesEqual, true));
    }
    all.add(
        new Case(
            "during",
            Law.LINEAR,
            PAIRS,
            (b, t) -> b.during(node(t, "l"), new Clock.Now(), new Until(), "until v")));
    return all;
  }

  private static Case sessions(long gap) {
    String name = "sessions with gaps of " + gap;
    return new Case(
        name,
        Law.NONE,
        OF_SESSIONS,
        (b, t) ->
            b.sessions(
                node(t, "l"),
                Plans.function(PAIRS, row -> Rows.row(row.get(0))),
                Plans.function(PAIRS, row -> Rows.row(time(row))),
                gap,
                name));
  }

  private static Case nearest(boolean includesEqual, boolean outer) {
    String name = "nearest" + (includesEqual ? " or equal" : "") + (outer ? " or none" : "");
    return new Case(
        name,
        Law.NONE,
        Plans.both("", PAIRS, PAIRS, false),
        (b, t) ->
            b.nearest(
                node(t, "l"),
                key(false),
                node(t, "r"),
                key(true),
                PLACE_BYTES,
                includesEqual,
                outer,
                Plans.both(PAIRS, PAIRS),
                name));
  }

  private static long time(List<@Nullable Object> row) {
    if (row.get(1) instanceof Long time) {
      return time;
    }
    throw Plans.failure();
  }

  /** The first number, and the time as a place; a row without either has no partner. */
  private static JoinKey key(boolean turned) {
    return new JoinKey(
        "0 before 1 " + turned,
        (bytes, from, to, out) -> {
          List<@Nullable Object> row = Rows.decode(PAIRS.types(), bytes, from, to);
          if (row.get(0) == null || row.get(1) == null) {
            return false;
          }
          Rows.put(out, row.get(0));
          int start = out.size();
          Rows.put(out, row.get(1));
          for (int i = start; turned && i < out.size(); i++) {
            out.buffer()[i] = (byte) ~out.buffer()[i];
          }
          return true;
        });
  }

  /** Whether a row's time is still to come. */
  private record Until() implements TimedPredicate {
    @Override
    public boolean test(byte[] bytes, int from, int to, long now) {
      return now < time(Rows.decode(PAIRS.types(), bytes, from, to));
    }

    @Override
    public long next(byte[] bytes, int from, int to, long now) {
      long time = time(Rows.decode(PAIRS.types(), bytes, from, to));
      return now < time ? time : NEVER;
    }
  }
}
