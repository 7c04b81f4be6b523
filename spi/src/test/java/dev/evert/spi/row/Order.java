package dev.evert.spi.row;

import dev.evert.spi.type.Type;
import java.util.Comparator;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** How values of one type are made, written and compared, said without their bytes. */
record Order<T>(
    Type type, Function<Random, T> make, BiConsumer<T, RowWriter> write, Comparator<T> comparator) {

  byte[] field(T value) {
    RowWriter row = new RowWriter();
    write.accept(value, row);
    return row.toBytes();
  }

  byte[] key(T value) {
    RowWriter key = new RowWriter();
    KeyFormat.copy(type, new RowReader().set(field(value)), key);
    return key.toBytes();
  }
}
