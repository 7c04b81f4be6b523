package dev.evert.sql.function;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.IntervalValue;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Form;
import dev.evert.sql.runtime.Slice;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Fields of rows as the objects that {@link Form} has for them. */
final class FieldForms {
  private FieldForms() {}

  /** The next field; null if it has no value. */
  static @Nullable Object read(Type type, RowReader in) {
    if (!in.isPresent()) {
      in.skipAbsent();
      return null;
    }
    return switch (Form.of(type)) {
      case BOOLEAN -> in.readBoolean();
      case SHORT -> in.readInt2();
      case INT -> in.readInt4();
      case LONG -> in.readInt8();
      case FLOAT -> in.readFloat4();
      case DOUBLE -> in.readFloat8();
      case DECIMAL -> in.readNumeric();
      case INTERVAL -> in.readInterval();
      case UUID -> in.readUuid();
      case TIMETZ -> in.readTimeTz();
      case STRING -> Slice.of(in.readBytes());
      case ENCODED -> {
        int from = in.offset();
        in.skip(type);
        yield new Slice(in.bytes(), from, in.offset());
      }
    };
  }

  /** Writes a field. */
  static void write(Type type, @Nullable Object form, RowWriter out) {
    if (form == null) {
      out.putNull();
      return;
    }
    switch (Form.of(type)) {
      case BOOLEAN -> out.putBoolean((Boolean) form);
      case SHORT -> out.putInt2((Short) form);
      case INT -> out.putInt4((Integer) form);
      case LONG -> out.putInt8((Long) form);
      case FLOAT -> out.putFloat4((Float) form);
      case DOUBLE -> out.putFloat8((Double) form);
      case DECIMAL -> out.putNumeric((Decimal) form);
      case INTERVAL -> {
        IntervalValue interval = (IntervalValue) form;
        out.putInterval(interval.months(), interval.days(), interval.micros());
      }
      case UUID -> {
        UUID id = (UUID) form;
        out.putUuid(id.getMostSignificantBits(), id.getLeastSignificantBits());
      }
      case TIMETZ -> {
        RowReader.TimeTz time = (RowReader.TimeTz) form;
        out.putTimeTz(time.micros(), time.secondsWest());
      }
      case STRING -> {
        Slice text = (Slice) form;
        out.putBytes(text.bytes(), text.from(), text.size());
      }
      case ENCODED -> {
        Slice field = (Slice) form;
        out.putEncoded(field.bytes(), field.from(), field.size());
      }
    }
  }
}
