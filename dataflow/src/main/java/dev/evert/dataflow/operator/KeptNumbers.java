package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.MergeCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunBuilder;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import java.util.Arrays;

/** A few numbers that are kept with the state of a circuit, as the only row of an arrangement. */
final class KeptNumbers {
  private final Arrangement arrangement;
  private long[] saved;

  /**
   * The numbers as they were saved, or as they are at first.
   *
   * @param arrangement restored
   */
  KeptNumbers(Arrangement arrangement, long... first) {
    this.arrangement = arrangement;
    this.saved = read(first.clone());
  }

  private long[] read(long[] numbers) {
    MergeCursor cursor = new MergeCursor().over(arrangement.runs());
    if (cursor.next()) {
      RowReader reader = new RowReader().set(cursor.bytes(), cursor.keyTo(), cursor.valueTo());
      Arrays.setAll(numbers, _ -> reader.readInt8());
    }
    cursor.clear();
    return numbers;
  }

  Arrangement arrangement() {
    return arrangement;
  }

  /** The numbers that were saved last. */
  long[] saved() {
    return saved.clone();
  }

  void save(long... numbers) {
    if (Arrays.equals(numbers, saved) && !arrangement.isEmpty()) {
      return;
    }
    saved = numbers.clone();
    RowWriter row = new RowWriter();
    for (long number : numbers) {
      row.putInt8(number);
    }
    RunBuilder builder = new RunBuilder(false);
    builder.add(row.buffer(), 0, 0, row.size(), 1, 0);
    Run run = builder.finish();
    arrangement.clear();
    if (run != null) {
      arrangement.add(run);
    }
  }
}
