package dev.evert.dataflow.window;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.OrderedFunction;
import dev.evert.dataflow.WindowFunction;
import dev.evert.dataflow.aggregate.EntryField;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.type.Type;
import java.util.List;

/**
 * What a function is given of a row, in one piece.
 *
 * @param isEntry whether it is an {@link EntryField}
 */
record ArgumentSlot(List<Type> types, boolean isEntry) {

  /** The pieces that a function is given. */
  static List<ArgumentSlot> of(WindowFunction function) {
    return switch (function) {
      case WindowFunction.RowNumber _, WindowFunction.Rank _ -> List.of();
      case WindowFunction.Lag lag -> List.of(single(lag.argument()), single(lag.argument()));
      case WindowFunction.Nth nth -> List.of(single(nth.argument()));
      case WindowFunction.Aggregate(AggregateFunction of, _) ->
          List.of(new ArgumentSlot(of.arguments(), of instanceof OrderedFunction));
    };
  }

  private static ArgumentSlot single(Type type) {
    return new ArgumentSlot(List.of(type), false);
  }

  /** Moves past it; where a row does not count there is one null. */
  void skip(RowReader reader) {
    if (!reader.isPresent()) {
      reader.skipAbsent();
    } else if (isEntry) {
      EntryField.skip(reader);
    } else {
      for (Type type : types) {
        reader.skip(type);
      }
    }
  }
}
