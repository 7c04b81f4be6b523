package dev.evert.dataflow;

import static dev.evert.dataflow.Plans.A;
import static dev.evert.dataflow.Plans.B;
import static dev.evert.dataflow.Plans.C;
import static dev.evert.dataflow.Plans.model;
import static dev.evert.dataflow.Plans.node;

import dev.evert.spi.row.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The nearest rows before, against a search through all rows. */
final class NearestTest {
  private static final int PLACE_BYTES = 1 + Long.BYTES;

  @TempDir private Path directory;

  @Test
  void ofKeyedRows() {
    run("keyed", "a", A, 1, 2, "b", B, 1, 2);
  }

  @Test
  void ofMultisets() {
    run("multiset", "b", B, 1, 0, "c", C, 0, 0);
  }

  @Test
  void ofOneTable() {
    run("same", "a", A, 1, 0, "a", A, 1, 2);
  }

  private void run(
      String name,
      String left,
      Schema l,
      int leftKey,
      int leftTime,
      String right,
      Schema r,
      int rightKey,
      int rightTime) {
    Random random = Seeds.random("NearestTest." + name);
    for (int round = 0; round < 4 * Seeds.factor(); round++) {
      List<Plan> plans = new ArrayList<>();
      for (int way = 0; way < 4; way++) {
        boolean includesEqual = way % 2 == 0;
        boolean outer = way < 2;
        String view = name + way;
        plans.add(
            new Plans.Simple(
                view,
                Plans.both(view, l, r, false),
                (builder, nodes) ->
                    builder.nearest(
                        node(nodes, left),
                        key("l", l, leftKey, leftTime, false),
                        node(nodes, right),
                        key("r", r, rightKey, rightTime, true),
                        PLACE_BYTES,
                        includesEqual,
                        outer,
                        Plans.both(l, r),
                        view),
                tables -> {
                  Model made = new Model();
                  Model rights = model(tables, right);
                  model(tables, left)
                      .forEach((row, weight) -> {
                        List<@Nullable Object> found =
                            nearest(
                                row, leftKey, leftTime, rights, rightKey, rightTime, includesEqual);
                        if (found != null) {
                          made.add(Plans.concat(row, found), weight);
                        } else if (outer) {
                          made.add(Plans.concat(row, Collections.nCopies(r.width(), null)), weight);
                        }
                      });
                  return made;
                }));
      }
      Harness harness = new Harness(directory.resolve(name + round), Plans.TABLES, plans, random);
      new RandomChanges(harness, random, 100).run(800);
      harness.close();
    }
  }

  private static JoinKey key(String side, Schema schema, int key, int time, boolean turned) {
    return new JoinKey(
        side + key + " " + time + " " + turned,
        (bytes, from, to, out) -> {
          List<@Nullable Object> row = Rows.decode(schema.types(), bytes, from, to);
          if (row.get(key) == null || row.get(time) == null) {
            return false;
          }
          Rows.put(out, row.get(key));
          int start = out.size();
          Rows.put(out, row.get(time));
          for (int i = start; turned && i < out.size(); i++) {
            out.buffer()[i] = (byte) ~out.buffer()[i];
          }
          return true;
        });
  }

  private static @Nullable List<@Nullable Object> nearest(
      List<@Nullable Object> row,
      int leftKey,
      int leftTime,
      Model rights,
      int rightKey,
      int rightTime,
      boolean includesEqual) {
    if (!(row.get(leftTime) instanceof Long at)) {
      return null;
    }
    return rights.rows().keySet().stream()
        .filter(r -> r.get(rightKey) != null && Objects.equals(r.get(rightKey), row.get(leftKey)))
        .filter(r -> r.get(rightTime) instanceof Long t && (includesEqual ? t <= at : t < at))
        .min(
            Comparator.comparingLong(
                    (List<@Nullable Object> r) -> -(Long) Objects.requireNonNull(r.get(rightTime)))
                .thenComparing(Rows::encode, Arrays::compareUnsigned))
        .orElse(null);
  }
}
