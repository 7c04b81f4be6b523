package dev.evert.sql.function;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Form;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A method that gives a value. */
record JavaScalar(JavaMethod method, Type result) {

  /** The result in its form; null for null. */
  @Nullable Object call(Object[] forms) {
    return method.guarded(() -> JavaValues.toForm(result, method.call(forms)));
  }

  /** Takes arguments in their forms, and gives an object or Java's null. */
  MethodHandle handle(List<Type> parameters) {
    MethodType type =
        MethodType.methodType(
            MethodType.methodType(Form.of(result).javaClass()).wrap().returnType(),
            parameters.stream().<Class<?>>map(p -> Form.of(p).javaClass()).toList());
    try {
      return MethodHandles.lookup()
          .bind(this, "call", MethodType.methodType(Object.class, Object[].class))
          .asCollector(Object[].class, parameters.size())
          .asType(type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
