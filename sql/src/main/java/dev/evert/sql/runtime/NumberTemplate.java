package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A template of numbers: its parts, and what they say together. */
final class NumberTemplate {
  /** In the order in which they are tried. */
  private static final List<String> KEYWORDS =
      List.of(
          ",", ".", "0", "9", "B", "C", "D", "EEEE", "FM", "G", "L", "MI", "PL", "PR", "RN", "SG",
          "SP", "S", "TH", "V");

  /** Where the sign of the locale stands. */
  enum LocaleSign {
    NONE,
    BEFORE,
    AFTER
  }

  /**
   * A part: what a keyword says, or characters.
   *
   * @param keyword in upper case, other than {@code th} and {@code rn}; empty for characters
   */
  record Part(String keyword, String text) {}

  private final List<Part> parts = new ArrayList<>();
  private final String text;

  /** How many digits there are before the point, after it, and to multiply by. */
  int before;

  int after;
  int shift;

  /** The first place that is filled with zeros, and the last; 0 for none. */
  int zeroStart;

  int zeroEnd;
  int beforeSign;
  boolean zero;
  boolean decimal;
  boolean fill;
  boolean minus;
  boolean plus;
  boolean bracket;
  boolean roman;
  boolean scientific;
  boolean multiplied;
  boolean localeSign;
  LocaleSign sign = LocaleSign.NONE;

  private NumberTemplate(String text) {
    this.text = text;
  }

  static NumberTemplate of(Slice template) {
    NumberTemplate read = new NumberTemplate(template.toString());
    read.parse();
    return read;
  }

  List<Part> parts() {
    return parts;
  }

  private void parse() {
    int at = 0;
    while (at < text.length()) {
      String keyword = keyword(at);
      if (!keyword.isEmpty()) {
        at += keyword.length();
        String plain = keyword.equals("th") || keyword.equals("rn") ? keyword : upper(keyword);
        parts.add(new Part(plain, ""));
        note(plain);
      } else {
        at = literal(at);
      }
    }
  }

  private static String upper(String keyword) {
    return keyword.toUpperCase(Locale.ROOT);
  }

  private String keyword(int at) {
    for (String keyword : KEYWORDS) {
      if (text.startsWith(keyword, at)) {
        return keyword;
      }
    }
    for (String keyword : KEYWORDS) {
      if (text.startsWith(keyword.toLowerCase(Locale.ROOT), at)) {
        return keyword.toLowerCase(Locale.ROOT);
      }
    }
    return "";
  }

  private int literal(int from) {
    int at = from;
    if (text.charAt(at) != '"') {
      if (text.startsWith("\\\"", at)) {
        at++;
      }
      return character(at);
    }
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      at = character(at);
    }
    return at + 1;
  }

  private int character(int at) {
    int end = text.offsetByCodePoints(at, 1);
    parts.add(new Part("", text.substring(at, end)));
    return end;
  }

  private void note(String keyword) {
    if (scientific && !keyword.equals("EEEE")) {
      throw wrong("\"EEEE\" must be the last pattern used");
    }
    switch (keyword) {
      case "9" -> digit();
      case "0" -> zeroDigit();
      case ".", "D" -> point();
      case "FM" -> fill = true;
      case "S" -> localeSign();
      case "MI" -> minus();
      case "PL" -> plus();
      case "SG" -> {
        noSign(localeSign || minus || plus || bracket, "SG");
        minus = true;
        plus = true;
      }
      case "PR" -> {
        noSign(localeSign || minus || plus, "PR");
        bracket = true;
      }
      case "RN", "rn" -> roman = true;
      case "V" -> {
        require(!decimal, "cannot use \"V\" and decimal point together");
        multiplied = true;
      }
      case "EEEE" -> {
        require(!scientific, "cannot use \"EEEE\" twice");
        boolean others = fill || localeSign || bracket || minus || plus || roman || multiplied;
        require(!others, "\"EEEE\" is incompatible with other formats");
        scientific = true;
      }
      default -> {}
    }
  }

  private void digit() {
    require(!bracket, "\"9\" must be ahead of \"PR\"");
    if (multiplied) {
      shift++;
    } else if (decimal) {
      after++;
    } else {
      before++;
    }
  }

  private void zeroDigit() {
    require(!bracket, "\"0\" must be ahead of \"PR\"");
    if (!zero && !decimal) {
      zero = true;
      zeroStart = before + 1;
    }
    if (decimal) {
      after++;
    } else {
      before++;
    }
    zeroEnd = before + after;
  }

  private void point() {
    require(!decimal, "multiple decimal points");
    require(!multiplied, "cannot use \"V\" and decimal point together");
    decimal = true;
  }

  private void localeSign() {
    require(!localeSign, "cannot use \"S\" twice");
    noSign(plus || minus || bracket, "S");
    if (!decimal) {
      sign = LocaleSign.BEFORE;
      beforeSign = before;
      localeSign = true;
    } else if (sign == LocaleSign.NONE) {
      sign = LocaleSign.AFTER;
      localeSign = true;
    }
  }

  private void minus() {
    noSign(localeSign, "MI");
    minus = true;
  }

  private void plus() {
    noSign(localeSign, "PL");
    plus = true;
  }

  private void noSign(boolean others, String keyword) {
    require(!others, "cannot use \"" + keyword + "\" and other signs together");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw wrong(message);
    }
  }

  private static EvertException wrong(String message) {
    return new EvertException(ErrorCode.SQL_SYNTAX, message);
  }
}
