package dev.evert.sql.expression;

import dev.evert.spi.type.Type;

/** Which types have the same form in keys, so that equal values of them are equal bytes. */
public final class KeyForms {
  private KeyForms() {}

  /** Whether equal values of the two types have equal bytes in keys. */
  public static boolean alike(Type one, Type other) {
    Type first = one.base();
    Type second = other.base();
    boolean texts = first instanceof Type.Text && second instanceof Type.Text;
    boolean padded = first instanceof Type.Char && second instanceof Type.Char;
    if (first instanceof Type.Array(Type a) && second instanceof Type.Array(Type b)) {
      return alike(a, b);
    }
    return texts || padded || first.equals(second);
  }
}
