package dev.evert.sql.bind;

import dev.evert.sql.runtime.Buckets;
import dev.evert.sql.runtime.DegreeMath;
import dev.evert.sql.runtime.ErrorFunction;
import dev.evert.sql.runtime.FloatMath;
import dev.evert.sql.runtime.GammaMath;
import dev.evert.sql.runtime.Hyperbolics;
import dev.evert.sql.runtime.NumberTheory;
import java.util.List;

/** Functions of mathematics beyond those that calculators have on their first page. */
final class MathFunctions {
  static final List<FunctionList> LISTS =
      List.of(
          new FunctionList(FloatMath.class, "cot cot(float8) float8"),
          new FunctionList(
              Hyperbolics.class,
              """
              sinh sinh(float8) float8
              cosh cosh(float8) float8
              tanh tanh(float8) float8
              asinh asinh(float8) float8
              acosh acosh(float8) float8
              atanh atanh(float8) float8
              """),
          new FunctionList(
              DegreeMath.class,
              """
              sind sind(float8) float8
              cosd cosd(float8) float8
              tand tand(float8) float8
              cotd cotd(float8) float8
              asind asind(float8) float8
              acosd acosd(float8) float8
              atand atand(float8) float8
              atan2d atan2d(float8, float8) float8
              """),
          new FunctionList(
              GammaMath.class,
              """
              gamma gamma(float8) float8
              lgamma lgamma(float8) float8
              """),
          new FunctionList(
              ErrorFunction.class,
              """
              erf erf(float8) float8
              erfc erfc(float8) float8
              """),
          new FunctionList(
              NumberTheory.class,
              """
              gcd gcd(int4, int4) int4
              gcd gcd(int8, int8) int8
              gcd gcd(numeric, numeric) numeric
              lcm lcm(int4, int4) int4
              lcm lcm(int8, int8) int8
              lcm lcm(numeric, numeric) numeric
              factorial factorial(int8) numeric
              min_scale minScale(numeric) int4?
              to_bin toBin(int4) text
              to_bin toBin(int8) text
              to_oct toOct(int4) text
              to_oct toOct(int8) text
              bit_count bitCount(bytea) int8
              """),
          new FunctionList(
              Buckets.class,
              """
              width_bucket of(float8, float8, float8, int4) int4
              width_bucket of(numeric, numeric, numeric, int4) int4
              """));

  private MathFunctions() {}
}
