package dev.evert.sql.generate;

import java.lang.constant.ConstantDescs;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Links calls of generated code to what has no name there: it is among the code's constants. */
public final class Linkage {
  private Linkage() {}

  /**
   * Called by the virtual machine when a call is reached for the first time.
   *
   * @param constant the number of the {@link MethodHandle} among the constants
   */
  public static CallSite link(
      MethodHandles.Lookup caller, String name, MethodType type, int constant)
      throws IllegalAccessException {
    MethodHandle target =
        MethodHandles.classDataAt(caller, ConstantDescs.DEFAULT_NAME, MethodHandle.class, constant);
    return new ConstantCallSite(target.asType(type));
  }
}
