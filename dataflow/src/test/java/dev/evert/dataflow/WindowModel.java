package dev.evert.dataflow;

import dev.evert.spi.type.Decimal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Window functions of one row, by their definition.
 *
 * @param order the column that rows are ordered by
 * @param value the column that functions are of
 */
record WindowModel(int order, int value) {

  List<@Nullable Object> bound(List<@Nullable Object> row, long distance) {
    Object at = row.get(order);
    return Rows.row(at == null ? null : (Long) at + distance);
  }

  List<@Nullable Object> arguments(List<@Nullable Object> row, List<WindowFunction> functions) {
    List<@Nullable Object> arguments = new ArrayList<>();
    for (WindowFunction function : functions) {
      switch (function) {
        case WindowFunction.RowNumber _, WindowFunction.Rank _ -> {}
        case WindowFunction.Lag _ -> arguments.addAll(Rows.row(row.get(value), 77L));
        case WindowFunction.Nth _ -> arguments.add(row.get(value));
        case WindowFunction.Aggregate(AggregateFunction of, _) -> {
          Object v = row.get(value);
          arguments.add(of instanceof AggregateFunction.Count && v != null ? true : v);
        }
      }
    }
    return arguments;
  }

  /** What rows of a partition are sorted by. */
  byte[] place(List<@Nullable Object> row) {
    return Rows.encode(Plans.concat(Rows.row(row.get(order)), row));
  }

  List<@Nullable Object> results(
      List<List<@Nullable Object>> rows,
      int at,
      List<WindowFunction> functions,
      List<Long> distances) {
    List<@Nullable Object> results = new ArrayList<>();
    for (WindowFunction function : functions) {
      results.add(result(rows, at, function, distances));
    }
    return results;
  }

  private @Nullable Object result(
      List<List<@Nullable Object>> rows, int at, WindowFunction function, List<Long> distances) {
    return switch (function) {
      case WindowFunction.RowNumber _ -> at + 1L;
      case WindowFunction.Rank(boolean dense) -> rank(rows, at, dense);
      case WindowFunction.Lag(_, long distance) -> {
        long other = at - distance;
        yield other < 0 || other >= rows.size() ? (Long) 77L : rows.get((int) other).get(value);
      }
      case WindowFunction.Nth(_, Frame frame, long place, boolean fromLast) -> {
        List<List<@Nullable Object>> inside = inside(rows, at, frame, distances);
        List<List<@Nullable Object>> counted = fromLast ? inside.reversed() : inside;
        yield place > counted.size() ? null : counted.get((int) place - 1).get(value);
      }
      case WindowFunction.Aggregate(AggregateFunction of, Frame frame) ->
          aggregate(of, inside(rows, at, frame, distances));
    };
  }

  private long rank(List<List<@Nullable Object>> rows, int at, boolean dense) {
    LongStream before = LongStream.range(0, at).filter(i -> !isPeer(rows, (int) i, at));
    return 1
        + (dense
            ? before.filter(i -> i == 0 || !isPeer(rows, (int) i, (int) i - 1)).count()
            : before.count());
  }

  private boolean isPeer(List<List<@Nullable Object>> rows, int one, int other) {
    return Objects.equals(rows.get(one).get(order), rows.get(other).get(order));
  }

  private List<List<@Nullable Object>> inside(
      List<List<@Nullable Object>> rows, int at, Frame frame, List<Long> distances) {
    List<List<@Nullable Object>> inside = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      boolean excluded =
          switch (frame.exclusion()) {
            case NOTHING -> false;
            case CURRENT_ROW -> i == at;
            case GROUP -> isPeer(rows, i, at);
            case TIES -> i != at && isPeer(rows, i, at);
          };
      if (!excluded
          && compare(rows, i, at, frame.start(), distances) >= 0
          && compare(rows, i, at, frame.end(), distances) <= 0) {
        inside.add(rows.get(i));
      }
    }
    return inside;
  }

  /** How the row at {@code i} lies to a bound of the row at {@code at}. */
  private int compare(
      List<List<@Nullable Object>> rows, int i, int at, Frame.Bound bound, List<Long> distances) {
    return switch (bound) {
      case Frame.Bound.First _ -> 1;
      case Frame.Bound.Last _ -> -1;
      case Frame.Bound.Rows(long distance) -> Long.compare(i, at + distance);
      case Frame.Bound.Groups(long distance) ->
          Long.compare(rank(rows, i, true), rank(rows, at, true) + distance);
      case Frame.Bound.Key(int index) ->
          Arrays.compareUnsigned(
              Rows.encode(Rows.row(rows.get(i).get(order))),
              Rows.encode(bound(rows.get(at), distances.get(index))));
    };
  }

  private @Nullable Object aggregate(
      AggregateFunction function, List<List<@Nullable Object>> rows) {
    List<Long> values =
        rows.stream().map(row -> (Long) row.get(value)).filter(Objects::nonNull).sorted().toList();
    if (function instanceof AggregateFunction.Count) {
      return (long) values.size();
    }
    if (values.isEmpty()) {
      return null;
    }
    BigDecimal sum = BigDecimal.valueOf(values.stream().mapToLong(Long::longValue).sum());
    return switch (function) {
      case AggregateFunction.Min _ -> values.getFirst();
      case AggregateFunction.Max _ -> values.getLast();
      case AggregateFunction.Sum _ -> Decimal.of(sum);
      case AggregateFunction.Avg _ -> Decimal.of(mean(sum, values.size()));
      case AggregateFunction other -> throw new IllegalArgumentException(other.toString());
    };
  }

  /** Small quotients: 16 digits after the point, 20 where the first digit is smaller. */
  private static BigDecimal mean(BigDecimal sum, int count) {
    boolean small = sum.abs().compareTo(BigDecimal.valueOf(count)) <= 0;
    return sum.divide(BigDecimal.valueOf(count), small ? 20 : 16, RoundingMode.HALF_UP);
  }
}
