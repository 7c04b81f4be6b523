package dev.evert.connectors.postgres.type;

import dev.evert.spi.type.Type;
import java.util.Optional;

/**
 * What a type of PostgreSQL is in Evert, and how its values are read.
 *
 * @param text of the form that the type's output function writes
 * @param binary of the form that the type's send function writes; empty if that is not known
 */
public record TypeMapping(Type type, FieldDecoder text, Optional<FieldDecoder> binary) {

  static TypeMapping of(Type type, FieldDecoder binary) {
    return new TypeMapping(type, TextField.of(type), Optional.of(binary));
  }

  static TypeMapping ofText(Type type) {
    return new TypeMapping(type, TextField.of(type), Optional.empty());
  }

  /**
   * How values are read back that were stored in a column.
   *
   * @param type what they are
   * @param sqlType the column's type, which may be another that holds them all
   */
  public static TypeMapping stored(Type type, String sqlType) {
    boolean same = sqlType.equals(type.base().sql());
    return switch (type.base()) {
      case Type.Simple simple when same -> of(type, BinaryField.of(simple));
      case Type.Numeric _ -> of(type, BinaryField.numeric());
      case Type.Text _ -> of(type, BinaryField.string());
      case Type.Char _ when same -> of(type, BinaryField.string());
      case Type.Simple _, Type.Char _, Type.Array _, Type.Domain _ -> ofText(type);
      case Type.Enumeration _, Type.Row _, Type.Other _ -> ofText(type);
    };
  }

  /** An array of these; its text form is told apart from a nested domain's by its braces. */
  TypeMapping array() {
    Type array = new Type.Array(type);
    return new TypeMapping(array, TextField.of(array), binary.map(BinaryArray::new));
  }

  /** A domain over this. */
  TypeMapping domain(String name) {
    return new TypeMapping(new Type.Domain(name, type), text, binary);
  }
}
