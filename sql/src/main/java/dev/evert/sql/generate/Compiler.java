package dev.evert.sql.generate;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.sql.runtime.RowFailure;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.function.Consumer;

/** Makes an object of a functional interface whose one method is the emitted code. */
final class Compiler {
  private static final ClassDesc NAME = ClassDesc.of("dev.evert.sql.generate.Compiled");

  private Compiler() {}

  /**
   * Compiles.
   *
   * @param type the interface
   * @param method its method
   * @param body emits the method's code, return included
   * @throws EvertException LIMIT_EXCEEDED if the code is longer than Java allows
   */
  static <T> T compile(
      Class<T> type, String method, MethodTypeDesc signature, Consumer<Emitter> body) {
    Constants constants = new Constants();
    byte[] classFile =
        build(
            type,
            method,
            signature,
            code ->
                code.trying(
                    inner -> body.accept(new Emitter(inner, constants)),
                    failures -> {
                      refuse(failures, ArithmeticException.class);
                      refuse(failures, StackOverflowError.class);
                    }));
    try {
      MethodHandles.Lookup hidden =
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(classFile, constants.values(), true);
      return type.cast(hidden.lookupClass().getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("generated code does not load", e);
    }
  }

  /** Such a failure concerns its row, not the view. */
  private static void refuse(CodeBuilder.CatchBuilder failures, Class<? extends Throwable> type) {
    MethodTypeDesc signature = Emitter.signature(EvertException.class, type);
    failures.catching(
        Emitter.desc(type),
        code -> code.invokestatic(Emitter.desc(RowFailure.class), "of", signature).athrow());
  }

  private static byte[] build(
      Class<?> type, String method, MethodTypeDesc signature, Consumer<CodeBuilder> body) {
    try {
      return ClassFile.of()
          .build(
              NAME,
              builder ->
                  builder
                      .withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL)
                      .withInterfaceSymbols(Emitter.desc(type))
                      .withMethodBody(
                          ConstantDescs.INIT_NAME,
                          ConstantDescs.MTD_void,
                          ClassFile.ACC_PUBLIC,
                          code ->
                              code.aload(0)
                                  .invokespecial(
                                      ConstantDescs.CD_Object,
                                      ConstantDescs.INIT_NAME,
                                      ConstantDescs.MTD_void)
                                  .return_())
                      .withMethodBody(method, signature, ClassFile.ACC_PUBLIC, body));
    } catch (IllegalArgumentException e) {
      if (String.valueOf(e.getMessage()).contains("Code")) {
        throw new EvertException(
            ErrorCode.LIMIT_EXCEEDED, "the expressions of one step are too long", null, e);
      }
      throw e;
    }
  }
}
