package dev.evert.connectors.postgres.type;

import dev.evert.spi.type.Type;
import java.util.Optional;

/** The types that every PostgreSQL server has under the same number. */
final class BuiltInTypes {
  private static final int HEADER = 4;

  private BuiltInTypes() {}

  /** The mapping of a type, if it is one that has an exact counterpart. */
  static Optional<TypeMapping> of(int oid, int modifier) {
    return switch (oid) {
      case 16 -> simple(Type.Simple.BOOLEAN);
      case 17 -> simple(Type.Simple.BYTEA);
      case 19, 25 -> Optional.of(TypeMapping.of(Type.Text.ANY, BinaryField.string()));
      case 20 -> simple(Type.Simple.INT8);
      case 21 -> simple(Type.Simple.INT2);
      case 23 -> simple(Type.Simple.INT4);
      case 26 -> Optional.of(TypeMapping.of(Type.Simple.INT8, BinaryField.oid()));
      case 114 -> simple(Type.Simple.JSON);
      case 142 -> Optional.of(TypeMapping.of(new Type.Other("xml"), BinaryField.string()));
      case 700 -> simple(Type.Simple.FLOAT4);
      case 701 -> simple(Type.Simple.FLOAT8);
      case 1042 -> Optional.of(TypeMapping.of(character(modifier), BinaryField.string()));
      case 1043 -> Optional.of(TypeMapping.of(varying(modifier), BinaryField.string()));
      case 1082 -> simple(Type.Simple.DATE);
      case 1083 -> simple(Type.Simple.TIME);
      case 1114 -> simple(Type.Simple.TIMESTAMP);
      case 1184 -> simple(Type.Simple.TIMESTAMPTZ);
      case 1186 -> simple(Type.Simple.INTERVAL);
      case 1266 -> simple(Type.Simple.TIMETZ);
      case 1700 -> Optional.of(TypeMapping.of(numeric(modifier), BinaryField.numeric()));
      case 2950 -> simple(Type.Simple.UUID);
      case 3802 -> simple(Type.Simple.JSONB);
      default -> Optional.empty();
    };
  }

  private static Optional<TypeMapping> simple(Type.Simple type) {
    return Optional.of(TypeMapping.of(type, BinaryField.of(type)));
  }

  private static Type character(int modifier) {
    return new Type.Char(modifier < HEADER ? Type.Char.UNBOUNDED : modifier - HEADER);
  }

  private static Type varying(int modifier) {
    return new Type.Text(modifier < HEADER ? Type.Text.UNBOUNDED : modifier - HEADER);
  }

  /** Precision in the upper half, scale as 11 bits with sign in the lower. */
  private static Type numeric(int modifier) {
    if (modifier < HEADER) {
      return Type.Numeric.ANY;
    }
    int packed = modifier - HEADER;
    int scale = ((packed & 0x7FF) ^ 0x400) - 0x400;
    return new Type.Numeric(packed >> 16 & 0xFFFF, scale);
  }
}
