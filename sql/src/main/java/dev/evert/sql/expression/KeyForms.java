package dev.evert.sql.expression;

import dev.evert.spi.type.Type;
import java.util.List;
import java.util.stream.IntStream;

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
    if (first instanceof Type.Row a && second instanceof Type.Row b) {
      return alike(a.types(), b.types());
    }
    return texts || padded || first.equals(second);
  }

  private static boolean alike(List<Type> one, List<Type> other) {
    return one.size() == other.size()
        && IntStream.range(0, one.size()).allMatch(i -> alike(one.get(i), other.get(i)));
  }
}
