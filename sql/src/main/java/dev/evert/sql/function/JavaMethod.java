package dev.evert.sql.function;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.Type;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A public static method of a jar, called with values of SQL's types. Any thread. */
final class JavaMethod {
  private final String name;
  private final List<Type> parameters;
  private final MethodHandle handle;

  private JavaMethod(String name, List<Type> parameters, MethodHandle handle) {
    this.name = name;
    this.parameters = parameters;
    this.handle = handle;
  }

  /**
   * Finds a method.
   *
   * @param name of class and method, with a point between them
   * @param parameters the types of the arguments
   * @throws EvertException BAD_FUNCTION if there is none that takes them
   */
  static JavaMethod find(Jar jar, String name, List<Type> parameters) {
    int point = name.lastIndexOf('.');
    if (point < 1) {
      throw bad(name + " is not a class and a method with a point between them");
    }
    Class<?> owner = jar.load(name.substring(0, point));
    List<Class<?>> wanted = new ArrayList<>();
    parameters.forEach(type -> wanted.add(JavaValues.classOf(type)));
    for (Method method : owner.getMethods()) {
      if (method.getName().equals(name.substring(point + 1)) && takes(method, wanted)) {
        return new JavaMethod(name, List.copyOf(parameters), handle(method));
      }
    }
    throw bad(
        "the jar has no public static method "
            + name
            + " that takes "
            + wanted.stream().map(Class::getSimpleName).toList());
  }

  private static boolean takes(Method method, List<Class<?>> wanted) {
    List<Class<?>> given =
        Arrays.<Class<?>>asList(
            MethodType.methodType(void.class, method.getParameterTypes()).wrap().parameterArray());
    return Modifier.isStatic(method.getModifiers()) && given.equals(wanted);
  }

  private static MethodHandle handle(Method method) {
    try {
      MethodHandle found = MethodHandles.publicLookup().unreflect(method);
      return found
          .asFixedArity()
          .asType(found.type().generic())
          .asSpreader(Object[].class, method.getParameterCount());
    } catch (IllegalAccessException e) {
      throw bad("the class of " + method.getName() + " is not public");
    }
  }

  static EvertException bad(String message) {
    return new EvertException(ErrorCode.BAD_FUNCTION, message);
  }

  /**
   * Calls the method.
   *
   * @param forms the arguments, none of them null
   * @throws EvertException FUNCTION_FAILED with what the method threw
   */
  @Nullable Object call(Object[] forms) {
    @Nullable Object[] arguments = new Object[forms.length];
    for (int i = 0; i < forms.length; i++) {
      arguments[i] = JavaValues.toJava(parameters.get(i), forms[i]);
    }
    try {
      return handle.invokeExact(arguments);
    } catch (VirtualMachineError e) {
      if (e instanceof StackOverflowError) {
        throw failed(e);
      }
      throw e;
    } catch (EvertException e) {
      throw e;
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** Does what may run code of the jar; whatever that throws concerns its row alone. */
  <T extends @Nullable Object> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (EvertException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      throw failed(e);
    }
  }

  private EvertException failed(Throwable e) {
    return new EvertException(ErrorCode.FUNCTION_FAILED, name + " failed: " + e, null, e);
  }
}
