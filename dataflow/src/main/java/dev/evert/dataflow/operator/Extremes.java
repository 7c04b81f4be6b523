package dev.evert.dataflow.operator;

import dev.evert.dataflow.aggregate.Accumulator;
import dev.evert.dataflow.aggregate.ExtremeAccumulator;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunBuilder;
import dev.evert.dataflow.arrangement.RunWriters;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.spi.row.BigEndian;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import java.util.List;

/**
 * All arguments of the least and greatest of an aggregate, arranged by group and function: to find
 * the next one when the first one leaves. The key is the group's, followed by the function's index
 * in 2 bytes.
 */
final class Extremes {
  private final Arrangement arrangement;
  private final Accumulator[] accumulators;
  private final List<Type> types;
  private final EntryBatch batch = new EntryBatch();
  private final RunBuilder builder = new RunBuilder(false);
  private final GroupCursor cursor = new GroupCursor();
  private final RowReader reader = new RowReader();
  private final RowWriter key = new RowWriter();

  Extremes(Arrangement arrangement, Accumulator[] accumulators, List<Type> types) {
    this.arrangement = arrangement;
    this.accumulators = accumulators;
    this.types = types;
  }

  Arrangement arrangement() {
    return arrangement;
  }

  /** Adds the arguments of a batch of groups' keys and argument fields. */
  void add(EntryBatch arguments, int[] order) {
    for (int i = 0; i < arguments.size(); i++) {
      int entry = order[i];
      reader.set(arguments.bytes(), arguments.keyTo(entry), arguments.to(entry));
      for (int index = 0; index < accumulators.length; index++) {
        if (reader.isPresent() && accumulators[index] instanceof ExtremeAccumulator extreme) {
          enter(arguments, entry, index, extreme);
        } else {
          reader.skip(types.get(index));
        }
      }
    }
    Run run = RunWriters.write(batch, builder);
    batch.reset();
    arrangement.settle();
    if (run != null) {
      arrangement.add(run);
    }
    cursor.over(arrangement.runs());
  }

  private void enter(EntryBatch arguments, int entry, int index, ExtremeAccumulator extreme) {
    int from = arguments.from(entry);
    putKey(arguments.bytes(), from, arguments.keyTo(entry), index, batch.writer());
    batch.endKey();
    extreme.encode(reader, batch.writer());
    batch.end(arguments.weight(entry), arguments.cause(entry));
  }

  private static void putKey(byte[] bytes, int from, int to, int index, RowWriter out) {
    out.putEncoded(bytes, from, to - from);
    int at = out.reserve(Short.BYTES);
    BigEndian.putShort(out.buffer(), at, (short) index);
  }

  /** Finds the first argument of a group for each accumulator that has lost its own. */
  void settle(byte[] bytes, int from, int to) {
    for (int index = 0; index < accumulators.length; index++) {
      if (accumulators[index] instanceof ExtremeAccumulator extreme && extreme.isUnsure()) {
        putKey(bytes, from, to, index, key.reset());
        cursor.seek(key.buffer(), 0, key.size());
        extreme.settle(cursor);
      }
    }
  }

  /** The changes are done with. */
  void clear() {
    cursor.clear();
  }
}
