package dev.evert.sql.function;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Form;
import java.lang.classfile.ClassFile;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes a class with a static method that calls what a jar has: generated code calls functions by
 * the name of a class that its own class loader knows.
 */
public final class Bridge {
  /** The name of the static method. */
  static final String METHOD = "call";

  private static final ClassDesc HANDLE = ClassDesc.ofDescriptor("Ljava/lang/invoke/MethodHandle;");
  private static final String FIELD = "TARGET";
  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final Map<Long, MethodHandle> WAITING = new ConcurrentHashMap<>();

  private Bridge() {}

  /** Gives a class that was just made what it calls. */
  public static MethodHandle take(long number) {
    MethodHandle target = WAITING.remove(number);
    if (target == null) {
      throw new IllegalStateException("bridge " + number + " is made already");
    }
    return target;
  }

  /** A class whose method takes arguments in their forms and gives an object or Java's null. */
  static Class<?> make(JavaScalar scalar, List<Type> parameters, Type result) {
    MethodType type =
        MethodType.methodType(
            MethodType.methodType(Form.of(result).javaClass()).wrap().returnType(),
            parameters.stream().<Class<?>>map(p -> Form.of(p).javaClass()).toList());
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      MethodHandle target =
          lookup
              .bind(scalar, "call", MethodType.methodType(Object.class, Object[].class))
              .asCollector(Object[].class, parameters.size())
              .asType(type);
      long number = NUMBERS.incrementAndGet();
      WAITING.put(number, target);
      return lookup.defineClass(classFile(number, type.describeConstable().orElseThrow()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a bridge does not load", e);
    }
  }

  private static byte[] classFile(long number, MethodTypeDesc type) {
    ClassDesc name = ClassDesc.of(Bridge.class.getPackageName(), "Bridge" + number);
    return ClassFile.of()
        .build(
            name,
            builder ->
                builder
                    .withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL)
                    .withField(FIELD, HANDLE, ClassFile.ACC_STATIC | ClassFile.ACC_FINAL)
                    .withMethodBody(
                        ConstantDescs.CLASS_INIT_NAME,
                        ConstantDescs.MTD_void,
                        ClassFile.ACC_STATIC,
                        code ->
                            code.loadConstant(number)
                                .invokestatic(
                                    ClassDesc.of(Bridge.class.getName()),
                                    "take",
                                    MethodTypeDesc.of(HANDLE, ConstantDescs.CD_long))
                                .putstatic(name, FIELD, HANDLE)
                                .return_())
                    .withMethodBody(
                        METHOD,
                        type,
                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                        code -> {
                          code.getstatic(name, FIELD, HANDLE);
                          for (int i = 0; i < type.parameterCount(); i++) {
                            code.loadLocal(
                                TypeKind.from(type.parameterType(i)), code.parameterSlot(i));
                          }
                          code.invokevirtual(HANDLE, "invokeExact", type).areturn();
                        }));
  }
}
