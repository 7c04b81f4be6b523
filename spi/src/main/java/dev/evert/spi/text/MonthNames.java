package dev.evert.spi.text;

import java.util.List;

/** The names of the months in English, in lower case, from January on. */
public final class MonthNames {
  /** Their first three letters. */
  public static final List<String> SHORT =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  /** Whole. */
  public static final List<String> FULL =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  private MonthNames() {}
}
