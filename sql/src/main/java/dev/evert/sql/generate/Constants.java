package dev.evert.sql.generate;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.util.ArrayList;
import java.util.List;

/** Objects that generated code refers to: they travel as the data of its hidden class. */
final class Constants {
  private final List<Object> values = new ArrayList<>();

  /** Puts the object on the stack. */
  void load(CodeBuilder code, Object value, Class<?> type) {
    ClassDesc desc = type.describeConstable().orElseThrow();
    code.loadConstant(
        DynamicConstantDesc.ofNamed(
            ConstantDescs.BSM_CLASS_DATA_AT, ConstantDescs.DEFAULT_NAME, desc, number(value)));
  }

  /** Where the object is among the values. */
  int number(Object value) {
    int index = values.indexOf(value);
    if (index < 0) {
      index = values.size();
      values.add(value);
    }
    return index;
  }

  List<Object> values() {
    return List.copyOf(values);
  }
}
