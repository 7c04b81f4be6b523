package dev.evert.sql.bind;

import dev.evert.sql.runtime.Bits;
import dev.evert.sql.runtime.FloatMath;
import dev.evert.sql.runtime.Floats;
import dev.evert.sql.runtime.Integers;
import dev.evert.sql.runtime.MixedFloats;
import dev.evert.sql.runtime.NumberPrinting;
import dev.evert.sql.runtime.NumberReading;
import dev.evert.sql.runtime.NumericMath;
import dev.evert.sql.runtime.Numerics;
import dev.evert.sql.runtime.Rounding;
import java.util.List;

/** Operators and functions of numbers. */
final class NumberFunctions {
  static final List<FunctionList> LISTS =
      List.of(
          new FunctionList(
              Integers.class,
              """
              + add(int2, int2) int2
              + add(int4, int4) int4
              + add(int8, int8) int8
              - subtract(int2, int2) int2
              - subtract(int4, int4) int4
              - subtract(int8, int8) int8
              * multiply(int2, int2) int2
              * multiply(int4, int4) int4
              * multiply(int8, int8) int8
              / divide(int2, int2) int2
              / divide(int4, int4) int4
              / divide(int8, int8) int8
              % modulo(int2, int2) int2
              % modulo(int4, int4) int4
              % modulo(int8, int8) int8
              mod modulo(int2, int2) int2
              mod modulo(int4, int4) int4
              mod modulo(int8, int8) int8
              - negate(int2) int2
              - negate(int4) int4
              - negate(int8) int8
              + plus(int2) int2
              + plus(int4) int4
              + plus(int8) int8
              abs abs(int2) int2
              abs abs(int4) int4
              abs abs(int8) int8
              @ abs(int2) int2
              @ abs(int4) int4
              @ abs(int8) int8
              """),
          new FunctionList(
              Bits.class,
              """
              & and(int2, int2) int2
              & and(int4, int4) int4
              & and(int8, int8) int8
              | or(int2, int2) int2
              | or(int4, int4) int4
              | or(int8, int8) int8
              # xor(int2, int2) int2
              # xor(int4, int4) int4
              # xor(int8, int8) int8
              ~ not(int2) int2
              ~ not(int4) int4
              ~ not(int8) int8
              << shiftLeft(int2, int4) int2
              << shiftLeft(int4, int4) int4
              << shiftLeft(int8, int4) int8
              >> shiftRight(int2, int4) int2
              >> shiftRight(int4, int4) int4
              >> shiftRight(int8, int4) int8
              """),
          new FunctionList(
              MixedFloats.class,
              """
              + add(float4, float8) float8
              + add(float8, float4) float8
              - subtract(float4, float8) float8
              - subtract(float8, float4) float8
              * multiply(float4, float8) float8
              * multiply(float8, float4) float8
              / divide(float4, float8) float8
              / divide(float8, float4) float8
              """),
          new FunctionList(
              Floats.class,
              """
              + add(float4, float4) float4
              + add(float8, float8) float8
              - subtract(float4, float4) float4
              - subtract(float8, float8) float8
              * multiply(float4, float4) float4
              * multiply(float8, float8) float8
              / divide(float4, float4) float4
              / divide(float8, float8) float8
              - negate(float4) float4
              - negate(float8) float8
              + plus(float4) float4
              + plus(float8) float8
              abs abs(float4) float4
              abs abs(float8) float8
              @ abs(float4) float4
              @ abs(float8) float8
              """),
          new FunctionList(
              Numerics.class,
              """
              + add(numeric, numeric) numeric
              - subtract(numeric, numeric) numeric
              * multiply(numeric, numeric) numeric
              / divide(numeric, numeric) numeric
              % modulo(numeric, numeric) numeric
              mod modulo(numeric, numeric) numeric
              - negate(numeric) numeric
              + plus(numeric) numeric
              abs abs(numeric) numeric
              @ abs(numeric) numeric
              """),
          new FunctionList(
              Rounding.class,
              """
              round round(numeric) numeric
              round round(numeric, int4) numeric
              round round(float8) float8
              trunc trunc(numeric) numeric
              trunc trunc(numeric, int4) numeric
              trunc trunc(float8) float8
              ceil ceil(numeric) numeric
              ceil ceil(float8) float8
              ceiling ceil(numeric) numeric
              ceiling ceil(float8) float8
              floor floor(numeric) numeric
              floor floor(float8) float8
              sign sign(numeric) numeric
              sign sign(float8) float8
              scale scale(numeric) int4?
              trim_scale trimScale(numeric) numeric
              """),
          new FunctionList(
              FloatMath.class,
              """
              sqrt sqrt(float8) float8
              |/ sqrt(float8) float8
              cbrt cbrt(float8) float8
              ||/ cbrt(float8) float8
              power power(float8, float8) float8
              pow power(float8, float8) float8
              ^ power(float8, float8) float8
              exp exp(float8) float8
              ln ln(float8) float8
              log log10(float8) float8
              log10 log10(float8) float8
              sin sin(float8) float8
              cos cos(float8) float8
              tan tan(float8) float8
              asin asin(float8) float8
              acos acos(float8) float8
              atan atan(float8) float8
              atan2 atan2(float8, float8) float8
              degrees degrees(float8) float8
              radians radians(float8) float8
              pi pi() float8
              """),
          new FunctionList(
              NumberPrinting.class,
              """
              to_char print(int4, text) text
              to_char print(int8, text) text
              to_char print(float4, text) text
              to_char print(float8, text) text
              to_char print(numeric, text) text
              """),
          new FunctionList(NumberReading.class, "to_number read(text, text) numeric?"),
          new FunctionList(
              NumericMath.class,
              """
              sqrt sqrt(numeric) numeric
              power power(numeric, numeric) numeric
              pow power(numeric, numeric) numeric
              ^ power(numeric, numeric) numeric
              exp exp(numeric) numeric
              ln ln(numeric) numeric
              log log10(numeric) numeric
              log10 log10(numeric) numeric
              log log(numeric, numeric) numeric
              div div(numeric, numeric) numeric
              """));

  private NumberFunctions() {}
}
