package dev.evert.connectors.postgres.type;

import dev.evert.spi.row.RowWriter;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Type;
import java.nio.charset.StandardCharsets;

/** Values in the text that PostgreSQL's types print. */
final class TextField {

  private TextField() {}

  /** The decoder of a type. */
  static FieldDecoder of(Type type) {
    Type loose = loose(type.base());
    return switch (loose) {
      case Type.Text _, Type.Char _, Type.Enumeration _, Type.Other _ -> BinaryField.string();
      case Type.Simple simple when simple == Type.Simple.JSON || simple == Type.Simple.JSONB ->
          BinaryField.string();
      case Type.Simple _, Type.Numeric _, Type.Array _, Type.Row _ ->
          (bytes, at, length, out) -> parse(loose, bytes, at, length, out);
      case Type.Domain _ -> throw new IllegalStateException("a base type is no domain");
    };
  }

  /** Without what the server has checked already, and may have relaxed since: an enum's labels. */
  private static Type loose(Type type) {
    return switch (type) {
      case Type.Enumeration(String name, _) -> new Type.Other(name);
      case Type.Numeric _ -> Type.Numeric.ANY;
      case Type.Text _, Type.Char _ -> Type.Text.ANY;
      case Type.Array(Type element) -> new Type.Array(loose(element.base()));
      case Type.Simple _, Type.Row _, Type.Domain _, Type.Other _ -> type;
    };
  }

  private static void parse(Type type, byte[] bytes, int at, int length, RowWriter out) {
    TextFormat.parse(type, new String(bytes, at, length, StandardCharsets.UTF_8), out);
  }
}
