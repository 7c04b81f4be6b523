package dev.evert.dataflow;

import dev.evert.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes window functions and frames at random. */
final class RandomWindows {
  private final Random random;
  private final int bounds;

  /** With so many bounds to compare sort keys with, in ascending order. */
  RandomWindows(Random random, int bounds) {
    this.random = random;
    this.bounds = bounds;
  }

  List<WindowFunction> functions() {
    List<WindowFunction> functions = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      functions.add(function());
    }
    return functions;
  }

  private WindowFunction function() {
    Type number = Type.Simple.INT8;
    return switch (random.nextInt(11)) {
      case 0 -> new WindowFunction.RowNumber();
      case 1 -> new WindowFunction.Rank(random.nextBoolean());
      case 2 -> new WindowFunction.Lag(number, random.nextInt(7) - 3);
      case 3, 4 ->
          new WindowFunction.Nth(number, frame(), 1 + random.nextInt(3), random.nextBoolean());
      case 5 -> aggregate(new AggregateFunction.Count());
      case 6 -> aggregate(new AggregateFunction.Avg(number));
      case 7 -> aggregate(new AggregateFunction.Min(number));
      case 8 -> aggregate(new AggregateFunction.Max(number));
      default -> aggregate(new AggregateFunction.Sum(number));
    };
  }

  private WindowFunction aggregate(AggregateFunction function) {
    return new WindowFunction.Aggregate(function, frame());
  }

  private Frame frame() {
    List<Frame.Exclusion> exclusions = List.of(Frame.Exclusion.values());
    Frame.Exclusion exclusion = exclusions.get(Math.max(0, random.nextInt(9) - 5));
    int unit = random.nextInt(3);
    int one = random.nextInt(bounds);
    int other = random.nextInt(bounds);
    Frame.Bound start =
        random.nextInt(3) == 0 ? new Frame.Bound.First() : bound(unit, Math.min(one, other));
    Frame.Bound end =
        random.nextInt(4) == 0 ? new Frame.Bound.Last() : bound(unit, Math.max(one, other));
    return new Frame(start, end, exclusion);
  }

  private Frame.Bound bound(int unit, int index) {
    return switch (unit) {
      case 0 -> new Frame.Bound.Rows(index - bounds / 2);
      case 1 -> new Frame.Bound.Groups(index - bounds / 2);
      default -> new Frame.Bound.Key(index);
    };
  }
}
