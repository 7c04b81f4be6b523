package dev.evert.sql.function;

import dev.evert.spi.type.Type;
import org.jspecify.annotations.Nullable;

/** A method that gives a value. */
record JavaScalar(JavaMethod method, Type result) {

  /** The result in its form; null for null. */
  @Nullable Object call(Object[] forms) {
    return method.guarded(() -> JavaValues.toForm(result, method.call(forms)));
  }
}
