package dev.evert.sql.runtime;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Form;

/** The values of constants, as objects. */
public final class Literals {
  private Literals() {}

  /** The value of a field that is present, in the form of its type, boxed. */
  public static Object value(Type type, byte[] field) {
    return switch (Form.of(type)) {
      case BOOLEAN -> Fields.readBoolean(field, 0);
      case SHORT -> Fields.readShort(field, 0);
      case INT -> Fields.readInt(field, 0);
      case LONG -> Fields.readLong(field, 0);
      case FLOAT -> Fields.readFloat(field, 0);
      case DOUBLE -> Fields.readDouble(field, 0);
      case DECIMAL -> Fields.readDecimal(field, 0);
      case INTERVAL -> Fields.readInterval(field, 0);
      case UUID -> Fields.readUuid(field, 0);
      case TIMETZ -> Fields.readTimeTz(field, 0);
      case STRING -> Fields.readString(field, 0, field.length);
      case ENCODED -> Fields.readArray(field, 0, field.length);
    };
  }
}
