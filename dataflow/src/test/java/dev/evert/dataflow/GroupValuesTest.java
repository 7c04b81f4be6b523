package dev.evert.dataflow;

import static dev.evert.dataflow.Plans.A;
import static dev.evert.dataflow.Plans.C;
import static dev.evert.dataflow.Plans.INT8;
import static dev.evert.dataflow.Plans.TEXT;
import static dev.evert.dataflow.Plans.model;
import static dev.evert.dataflow.Plans.node;
import static dev.evert.dataflow.Plans.schema;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.aggregate.Accumulator;
import dev.evert.dataflow.aggregate.ApproximateCountAccumulator;
import dev.evert.dataflow.aggregate.EntryField;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions that know all values of a group, against recomputation from scratch. */
final class GroupValuesTest {
  private static final Type FLOAT8 = Type.Simple.FLOAT8;

  @TempDir private Path directory;

  /**
   * A function over rows.
   *
   * @param key the sort key, or nothing where the arguments are it
   * @param arguments null where the row does not count
   * @param result of the rows that count, sorted
   */
  private record Case(
      AggregateFunction function,
      Function<List<@Nullable Object>, List<@Nullable Object>> key,
      Function<List<@Nullable Object>, @Nullable List<@Nullable Object>> arguments,
      Function<List<List<@Nullable Object>>, @Nullable Object> result) {}

  private static List<@Nullable Object> nothing(List<@Nullable Object> row) {
    return List.of();
  }

  private static Function<List<@Nullable Object>, @Nullable List<@Nullable Object>> present(
      int column) {
    return row -> row.get(column) == null ? null : Rows.row(row.get(column));
  }

  /** The arguments' first fields. */
  private static List<@Nullable Object> firsts(List<List<@Nullable Object>> arguments) {
    List<@Nullable Object> firsts = new ArrayList<>();
    arguments.forEach(row -> firsts.add(row.getFirst()));
    return firsts;
  }

  private static String joined(List<@Nullable Object> texts, String separator) {
    return String.join(separator, texts.stream().map(String::valueOf).toList());
  }

  private static List<Case> cases(int text, int number) {
    AggregateFunction count = new AggregateFunction.Count();
    return List.of(
        new Case(
            new AggregateFunction.Distinct(count),
            row -> Rows.row(row.get(text)),
            row -> row.get(text) == null ? null : Rows.row(true, row.get(text)).subList(0, 1),
            _ -> 0L),
        new Case(
            new OrderedFunction.Joined(TEXT),
            row -> Rows.row(row.get(number)),
            row -> row.get(text) == null ? null : Rows.row(row.get(text), ","),
            rows -> joined(firsts(rows), ",")),
        new Case(
            new AggregateFunction.Distinct(new OrderedFunction.Joined(TEXT)),
            GroupValuesTest::nothing,
            row -> row.get(text) == null ? null : Rows.row(row.get(text), "-"),
            rows -> joined(firsts(rows).stream().distinct().toList(), "-")),
        new Case(
            new OrderedFunction.ArrayOf(INT8),
            row -> Rows.row(row.get(text)),
            row -> Rows.row(row.get(number)),
            GroupValuesTest::firsts),
        new Case(
            new OrderedFunction.First(TEXT),
            row -> Rows.row(row.get(number)),
            present(text),
            rows -> rows.getFirst().getFirst()),
        new Case(
            new OrderedFunction.Mode(TEXT),
            GroupValuesTest::nothing,
            present(text),
            rows -> mode(firsts(rows))),
        new Case(
            new OrderedFunction.Percentile(
                INT8,
                OrderedFunction.Position.REACHED,
                List.of(Optional.of(1.0), Optional.empty(), Optional.of(0.25)),
                true),
            GroupValuesTest::nothing,
            present(number),
            rows -> Rows.row(reached(rows, 1), null, reached(rows, 0.25))),
        new Case(
            new OrderedFunction.Percentile(
                FLOAT8, OrderedFunction.Position.BETWEEN, List.of(Optional.of(0.4)), false),
            GroupValuesTest::nothing,
            row ->
                row.get(number) == null
                    ? null
                    : Rows.row(((Long) Objects.requireNonNull(row.get(number))).doubleValue()),
            rows -> between(firsts(rows), 0.4)));
  }

  private static @Nullable Object mode(List<@Nullable Object> values) {
    Object best = null;
    int most = 0;
    for (Object value : values) {
      int times = Collections.frequency(values, value);
      if (times > most) {
        most = times;
        best = value;
      }
    }
    return best;
  }

  private static @Nullable Object reached(List<List<@Nullable Object>> rows, double fraction) {
    return rows.get(Math.max(0, (int) Math.ceil(fraction * rows.size()) - 1)).getFirst();
  }

  private static double between(List<@Nullable Object> values, double fraction) {
    double place = fraction * (values.size() - 1);
    double low = (Double) Objects.requireNonNull(values.get((int) Math.floor(place)));
    double high = (Double) Objects.requireNonNull(values.get((int) Math.ceil(place)));
    return low + (place - Math.floor(place)) * (high - low);
  }

  private static void write(Case one, List<@Nullable Object> row, RowWriter out) {
    List<@Nullable Object> arguments = one.arguments().apply(row);
    if (arguments == null) {
      out.putNull();
      return;
    }
    int place = EntryField.begin(out);
    one.key().apply(row).forEach(value -> Rows.put(out, value));
    EntryField.endKey(out, place);
    arguments.forEach(value -> Rows.put(out, value));
    EntryField.end(out, place);
  }

  private static Plan plan(String name, String table, Schema in, int group, List<Case> cases) {
    List<Object> columns = new ArrayList<>(List.of("k", INT8));
    for (int i = 0; i < cases.size(); i++) {
      columns.addAll(List.of("c" + i, cases.get(i).function().result()));
    }
    return new Plans.Simple(
        name,
        schema(true, columns.toArray()),
        (builder, nodes) ->
            builder.aggregate(
                node(nodes, table),
                Plans.function(in, row -> Rows.row(row.get(group))),
                (bytes, from, to, out) -> {
                  List<@Nullable Object> row = Rows.decode(in.types(), bytes, from, to);
                  cases.forEach(one -> write(one, row, out));
                },
                AggregateCall.each(cases.stream().map(Case::function).toList()),
                false,
                name),
        tables -> {
          Map<@Nullable Object, List<List<@Nullable Object>>> groups = new HashMap<>();
          model(tables, table)
              .forEach((row, weight) -> {
                for (int i = 0; i < weight; i++) {
                  groups.computeIfAbsent(row.get(group), _ -> new ArrayList<>()).add(row);
                }
              });
          Model made = new Model();
          groups.forEach((key, rows) ->
              made.add(
                  Plans.concat(
                      Rows.row(key), cases.stream().map(one -> result(one, rows)).toList())));
          return made;
        });
  }

  private static @Nullable Object result(Case one, List<List<@Nullable Object>> rows) {
    TreeMap<byte[], List<List<@Nullable Object>>> sorted = new TreeMap<>(Arrays::compareUnsigned);
    int count = 0;
    for (List<@Nullable Object> row : rows) {
      List<@Nullable Object> arguments = one.arguments().apply(row);
      if (arguments != null) {
        byte[] place = Rows.encode(Plans.concat(one.key().apply(row), arguments));
        sorted.computeIfAbsent(place, _ -> new ArrayList<>()).add(arguments);
        count++;
      }
    }
    if (one.function().isCount()) {
      return (long) sorted.size();
    }
    List<List<@Nullable Object>> all = new ArrayList<>();
    sorted.values().forEach(all::addAll);
    return count == 0 ? null : one.result().apply(all);
  }

  private void run(String name, int changes, Plan... plans) {
    Random random = Seeds.random("GroupValuesTest." + name);
    for (int round = 0; round < 3 * Seeds.factor(); round++) {
      Harness harness =
          new Harness(directory.resolve(name + round), Plans.TABLES, List.of(plans), random);
      new RandomChanges(harness, random).run(changes);
      harness.close();
    }
  }

  @Test
  void ordered() {
    run("ordered", 700, plan("a", "a", A, 1, cases(3, 2)), plan("c", "c", C, 0, cases(1, 0)));
  }

  /** Where the sort key has the argument, the entry has no other. */
  @Test
  void distinctSums() {
    Plan plan =
        new Plans.Simple(
            "sums",
            schema(true, "k", INT8, "sum", Type.Numeric.ANY, "n", INT8),
            (builder, nodes) ->
                builder.aggregate(
                    node(nodes, "a"),
                    Plans.function(A, row -> Rows.row(row.get(1))),
                    (bytes, from, to, out) -> {
                      Object value = Rows.decode(A.types(), bytes, from, to).get(2);
                      if (value == null) {
                        out.putNull();
                      } else {
                        int place = EntryField.begin(out);
                        Rows.put(out, value);
                        EntryField.endKey(out, place);
                        EntryField.end(out, place);
                      }
                      Rows.put(out, value);
                    },
                    AggregateCall.each(
                        List.of(
                            new AggregateFunction.Distinct(new AggregateFunction.Sum(INT8)),
                            new AggregateFunction.ApproximateCount(INT8))),
                    false,
                    "sums"),
            tables -> {
              Map<@Nullable Object, List<Long>> groups = new HashMap<>();
              model(tables, "a")
                  .forEach((row, _) -> {
                    List<Long> values = groups.computeIfAbsent(row.get(1), _ -> new ArrayList<>());
                    if (row.get(2) instanceof Long value && !values.contains(value)) {
                      values.add(value);
                    }
                  });
              Model made = new Model();
              groups.forEach((key, values) ->
                  made.add(
                      Rows.row(
                          key,
                          values.isEmpty()
                              ? null
                              : Decimal.of(values.stream().mapToLong(Long::longValue).sum()),
                          estimate(values))));
              return made;
            });
    run("distinctSums", 1000, plan);
  }

  /** The largest rank of each register, found by going through all values. */
  private static long estimate(List<Long> values) {
    ApproximateCountAccumulator accumulator =
        (ApproximateCountAccumulator) Accumulator.of(new AggregateFunction.ApproximateCount(INT8));
    accumulator.clear();
    Map<Short, Byte> registers = new HashMap<>();
    for (long value : values) {
      RowWriter out = new RowWriter();
      accumulator.encode(new RowReader().set(Rows.encode(Rows.row(value))), out, () -> {});
      byte[] bytes = out.toBytes();
      short register = (short) ((bytes[0] << Byte.SIZE) | (bytes[1] & 0xFF));
      registers.merge(register, bytes[2], (one, other) -> (byte) Math.min(one, other));
    }
    registers.values().forEach(rank -> accumulator.add(new RowReader().set(new byte[] {rank}), 1));
    RowWriter out = new RowWriter();
    accumulator.result(out);
    return new RowReader().set(out.toBytes()).readInt8();
  }

  /** Five standard errors are more than chance gives: the values are always the same. */
  @Test
  void approximateCountsAreNear() {
    for (int size : new int[] {1, 10, 100, 1000, 10_000, 100_000, 300_000}) {
      List<Long> values = new ArrayList<>();
      for (long i = 0; i < size; i++) {
        values.add(i * 7919);
      }
      double error = Math.abs(estimate(values) - size) / (double) size;
      assertThat(error).as("%d values", size).isLessThan(5 * 1.04 / 64);
    }
  }
}
