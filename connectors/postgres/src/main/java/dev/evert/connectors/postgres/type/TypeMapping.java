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
