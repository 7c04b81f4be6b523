package dev.evert.sql.generate;

import dev.evert.sql.expression.Form;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/** What all parts of the generator share: the code being built, and its constants. */
record Emitter(CodeBuilder code, Constants constants) {
  private static final DirectMethodHandleDesc LINK =
      ConstantDescs.ofCallsiteBootstrap(
          desc(Linkage.class), "link", ConstantDescs.CD_CallSite, ConstantDescs.CD_int);

  /** Calls a public static method. */
  void call(Class<?> owner, String method, Class<?> result, Class<?>... parameters) {
    code.invokestatic(desc(owner), method, signature(result, parameters));
  }

  /** Calls a public instance method. */
  void callVirtual(Class<?> owner, String method, Class<?> result, Class<?>... parameters) {
    code.invokevirtual(desc(owner), method, signature(result, parameters));
  }

  /** Calls what the generator has at hand. */
  void call(MethodHandle target, String name, Class<?> result, Class<?>... parameters) {
    code.invokedynamic(
        DynamicCallSiteDesc.of(
            LINK, name, signature(result, parameters), constants.number(target)));
  }

  /** Puts an object on the stack that the generator has at hand. */
  void constant(Object value, Class<?> type) {
    constants.load(code, value, type);
  }

  /** A new local variable for values of a form. */
  int local(Form form) {
    return code.allocateLocal(kind(form));
  }

  void store(Form form, int slot) {
    code.storeLocal(kind(form), slot);
  }

  void load(Form form, int slot) {
    code.loadLocal(kind(form), slot);
  }

  /** Some value of the form, where the verifier wants one and none is ever used. */
  void anyValue(Form form) {
    switch (kind(form)) {
      case LONG -> code.lconst_0();
      case FLOAT -> code.fconst_0();
      case DOUBLE -> code.dconst_0();
      case REFERENCE -> code.aconst_null();
      case BOOLEAN, BYTE, CHAR, SHORT, INT, VOID -> code.iconst_0();
    }
  }

  static TypeKind kind(Form form) {
    return TypeKind.from(form.javaClass()).asLoadable();
  }

  static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }

  static MethodTypeDesc signature(Class<?> result, Class<?>... parameters) {
    return MethodTypeDesc.of(desc(result), Arrays.stream(parameters).map(Emitter::desc).toList());
  }
}
