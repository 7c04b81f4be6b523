package dev.evert.sql.runtime;

import dev.evert.sql.runtime.NumberTemplate.Part;
import java.util.Locale;

/** Writes the digits of one number into a template, part by part. */
final class NumberLine {
  private final NumberTemplate template;
  private final String number;
  private final boolean negative;
  private final int blanks;
  private final int zeroStart;
  private final int places;
  private final boolean bracket;
  private final boolean signAfter;

  /** The last digit after the point that is shown; -1 if all are. */
  private final int lastRelevant;

  private final StringBuilder out = new StringBuilder();
  private int place;
  private int digit;
  private boolean inNumber;
  private boolean signWritten;

  /** Where the text ends since there were no digits left, as it does in PostgreSQL; or -1. */
  private int end = -1;

  /**
   * For a number without its sign.
   *
   * @param before how many digits the template has before the point
   * @param blanks how many of them the number has not
   */
  NumberLine(NumberTemplate template, int before, String number, boolean negative, int blanks) {
    this.template = template;
    this.number = number;
    this.negative = negative;
    this.blanks = blanks;
    this.zeroStart = Math.max(template.zeroStart - 1, 0);
    boolean ownSign = template.plus || template.minus;
    this.bracket = template.bracket && (ownSign || negative || !template.fill);
    this.signAfter = !ownSign && NumberPrinting.signAfter(template, before);
    this.signWritten =
        ownSign ? template.minus : !negative && template.fill && !template.localeSign;
    this.lastRelevant = lastRelevant();
    int count = template.after + before - 1;
    this.places = !signWritten && blanks == 0 ? count + 1 : count;
  }

  private int lastRelevant() {
    int point = number.indexOf('.');
    if (!template.fill || !template.decimal || point < 0) {
      return -1;
    }
    int last = point;
    for (int i = point + 1; i < number.length(); i++) {
      last = number.charAt(i) == '0' ? last : i;
    }
    if (template.zeroEnd > blanks) {
      last = Math.max(last, Math.min(number.length() - 1, template.zeroEnd - blanks));
    }
    return last;
  }

  String print() {
    for (Part part : template.parts()) {
      print(part);
    }
    return end < 0 ? out.toString() : out.substring(0, end);
  }

  private void print(Part part) {
    switch (part.keyword()) {
      case "9", "0", ".", "D" -> number(part.keyword().equals("0"));
      case ",", "G" -> {
        if (inNumber) {
          out.append(',');
        } else {
          blank();
        }
      }
      case "L" -> out.append(' ');
      case "TH", "th" -> ordinal(part.keyword());
      case "MI" -> {
        if (negative) {
          out.append('-');
        } else {
          blank();
        }
      }
      case "PL" -> {
        if (negative) {
          blank();
        } else {
          out.append('+');
        }
      }
      case "SG" -> out.append(negative ? '-' : '+');
      default -> out.append(part.text());
    }
  }

  private void blank() {
    if (!template.fill) {
      out.append(' ');
    }
  }

  private void ordinal(String keyword) {
    if (number.startsWith("#") || negative || template.decimal) {
      return;
    }
    String ending = DatePrinting.ending(number);
    out.append(keyword.equals("TH") ? ending.toUpperCase(Locale.ROOT) : ending);
  }

  private boolean atPoint() {
    return lastRelevant >= 0 && number.charAt(lastRelevant) == '.';
  }

  /** A zero before the point, where no zeros are asked for. */
  private boolean isBareZero() {
    return !template.zero && digit == 0 && number.startsWith("0") && template.after != 0;
  }

  private void number(boolean zeroPart) {
    inNumber = false;
    boolean begins = place >= blanks || (template.zero && zeroStart == place);
    if (!signWritten && begins && (!isBareZero() || atPoint())) {
      sign();
    }
    if (place < blanks && (zeroStart > place || !template.zero)) {
      blank();
    } else if (template.zero && place < blanks) {
      out.append('0');
      inNumber = true;
    } else {
      digit(zeroPart);
    }
    int last = places + (blanks > 0 ? 1 : 0) + (template.decimal ? 1 : 0);
    if (lastRelevant >= 0 && lastRelevant == digit) {
      last = place;
    }
    if (place + 1 == last) {
      after();
    }
    place++;
  }

  private void sign() {
    if (template.localeSign) {
      if (!signAfter) {
        out.append(negative ? '-' : '+');
        signWritten = true;
      }
      return;
    }
    if (bracket) {
      out.append(negative ? '<' : ' ');
    } else if (negative) {
      out.append('-');
    } else {
      blank();
    }
    signWritten = true;
  }

  private void digit(boolean zeroPart) {
    char next = digit < number.length() ? number.charAt(digit) : '\0';
    if (next == '.') {
      out.append('.');
    } else if (lastRelevant >= 0 && digit > lastRelevant && !zeroPart) {
      // Zeros at the end are not filled up.
      inNumber = false;
    } else if (isBareZero()) {
      if (!template.fill) {
        out.append(' ');
      } else if (atPoint()) {
        out.append('0');
      }
    } else {
      if (next != '\0') {
        out.append(next);
      } else if (end < 0) {
        end = out.length();
      }
      inNumber = true;
    }
    if (next != '\0') {
      digit++;
    }
  }

  private void after() {
    if (signWritten && bracket) {
      out.append(negative ? '>' : ' ');
    } else if (template.localeSign && signAfter) {
      out.append(negative ? '-' : '+');
    }
  }
}
