package dev.evert.sql.runtime;

import java.math.BigDecimal;

/** Roman numerals of 1 to 3999. */
final class RomanNumerals {
  /** As wide as the longest is. */
  static final int WIDTH = 15;

  private static final int MAX = 3999;
  private static final int[] VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
  private static final String[] SIGNS = {
    "M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"
  };

  private RomanNumerals() {}

  static String of(BigDecimal value) {
    boolean fits = value.signum() > 0 && value.compareTo(BigDecimal.valueOf(MAX)) <= 0;
    if (!fits) {
      return "#".repeat(WIDTH);
    }
    StringBuilder out = new StringBuilder();
    int rest = value.intValue();
    for (int i = 0; i < VALUES.length; i++) {
      while (rest >= VALUES[i]) {
        out.append(SIGNS[i]);
        rest -= VALUES[i];
      }
    }
    return out.toString();
  }

  /** The value of a numeral in capital letters, or -1 if it is not written as it should be. */
  static int value(String numeral) {
    int value = 0;
    int at = 0;
    for (int i = 0; i < VALUES.length; i++) {
      while (numeral.startsWith(SIGNS[i], at)) {
        value += VALUES[i];
        at += SIGNS[i].length();
      }
    }
    boolean canonical = value > 0 && of(BigDecimal.valueOf(value)).equals(numeral);
    return canonical && at == numeral.length() ? value : -1;
  }
}
