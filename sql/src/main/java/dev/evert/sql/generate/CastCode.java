package dev.evert.sql.generate;

import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Form;
import dev.evert.sql.runtime.Conversions;
import dev.evert.sql.runtime.DateTimes;
import dev.evert.sql.runtime.Numerics;
import dev.evert.sql.runtime.Parsing;
import dev.evert.sql.runtime.Printing;
import dev.evert.sql.runtime.Slice;
import dev.evert.sql.runtime.Texts;

/** Emits the change of the value on the stack from one type to another. */
final class CastCode {
  private final Emitter emitter;

  CastCode(Emitter emitter) {
    this.emitter = emitter;
  }

  /** Takes a value of the one type and leaves one of the other; which casts exist was checked. */
  void convert(Type from, Type to) {
    Type source = from.base();
    Type target = to.base();
    if (source.equals(target)) {
      return;
    }
    if (isText(target)) {
      toText(source, target);
      fit(target);
    } else if (isText(source)) {
      stripPadding(source);
      parse(target);
    } else if (isNumber(source) && isNumber(target)) {
      number(source, target);
    } else {
      other(source, target);
    }
  }

  private static boolean isText(Type type) {
    return type instanceof Type.Text || type instanceof Type.Char;
  }

  private static boolean isNumber(Type type) {
    return switch (type) {
      case Type.Simple.INT2, Type.Simple.INT4, Type.Simple.INT8 -> true;
      case Type.Simple.FLOAT4, Type.Simple.FLOAT8 -> true;
      case Type.Numeric _ -> true;
      case Type.Simple _, Type.Text _, Type.Char _, Type.Array _ -> false;
      case Type.Enumeration _, Type.Row _, Type.Domain _, Type.Other _ -> false;
    };
  }

  private void toText(Type source, Type target) {
    if (isText(source)) {
      if (target instanceof Type.Text) {
        stripPadding(source);
      }
      return;
    }
    Form form = Form.of(source);
    emitter.constant(source, Type.class);
    String method = form == Form.ENCODED ? "arrayText" : "text";
    emitter.call(Printing.class, method, Slice.class, form.javaClass(), Type.class);
  }

  private void stripPadding(Type source) {
    if (source instanceof Type.Char) {
      emitter.call(Texts.class, "withoutPadding", Slice.class, Slice.class);
    }
  }

  private void fit(Type target) {
    switch (target) {
      case Type.Text(int length) when length != Type.Text.UNBOUNDED -> limit("cut", length);
      case Type.Char(int length) when length != Type.Char.UNBOUNDED -> limit("pad", length);
      default -> {}
    }
  }

  private void limit(String method, int length) {
    emitter.code().loadConstant(length);
    emitter.call(Texts.class, method, Slice.class, Slice.class, int.class);
  }

  private void parse(Type target) {
    emitter.constant(target, Type.class);
    Form form = Form.of(target);
    emitter.call(Parsing.class, converter(form), form.javaClass(), Slice.class, Type.class);
  }

  private static String converter(Form form) {
    return switch (form) {
      case BOOLEAN -> "toBoolean";
      case SHORT -> "toShort";
      case INT -> "toInt";
      case LONG -> "toLong";
      case FLOAT -> "toFloat";
      case DOUBLE -> "toDouble";
      case DECIMAL -> "toDecimal";
      case INTERVAL -> "toInterval";
      case UUID -> "toUuid";
      case TIMETZ -> "toTimeTz";
      case STRING -> "toString";
      case ENCODED -> "toArray";
    };
  }

  private void number(Type source, Type target) {
    Form from = Form.of(source);
    Form to = Form.of(target);
    if (from != to) {
      emitter.call(Conversions.class, converter(to), to.javaClass(), from.javaClass());
    }
    if (target instanceof Type.Numeric numeric && numeric.bounded()) {
      emitter.code().loadConstant(numeric.precision()).loadConstant(numeric.scale());
      emitter.call(Numerics.class, "fit", Decimal.class, Decimal.class, int.class, int.class);
    }
  }

  /** Between dates and times, arrays, rows, json and jsonb, and between booleans and int4. */
  private void other(Type source, Type target) {
    if (isJson(source) && isJson(target)) {
      parse(target);
      return;
    }
    if (source instanceof Type.Array(Type element) && target instanceof Type.Array(Type wanted)) {
      emitter.constant(new ArrayCasts.Of(element, wanted), ArrayCasts.Of.class);
      emitter.call(ArrayCasts.class, "cast", Slice.class, Slice.class, ArrayCasts.Of.class);
      return;
    }
    if (source instanceof Type.Row row && target instanceof Type.Row wanted) {
      emitter.constant(new RowCasts.Of(row, wanted), RowCasts.Of.class);
      emitter.call(RowCasts.class, "cast", Slice.class, Slice.class, RowCasts.Of.class);
      return;
    }
    Form from = Form.of(source);
    Form to = Form.of(target);
    if (from == Form.BOOLEAN || to == Form.BOOLEAN) {
      emitter.call(Conversions.class, converter(to), to.javaClass(), from.javaClass());
      return;
    }
    String method = DateTimes.castName((Type.Simple) source, (Type.Simple) target);
    emitter.call(DateTimes.class, method, to.javaClass(), from.javaClass());
  }

  private static boolean isJson(Type type) {
    return type == Type.Simple.JSON || type == Type.Simple.JSONB;
  }
}
