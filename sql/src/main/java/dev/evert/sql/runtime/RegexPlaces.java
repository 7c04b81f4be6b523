package dev.evert.sql.runtime;

import dev.evert.sql.runtime.Regexes.Flags;
import org.jspecify.annotations.Nullable;

/** {@code regexp_instr} and {@code regexp_substr}: one of the matches, or of its groups. */
public final class RegexPlaces {
  private RegexPlaces() {}

  /** At which character the first match begins, from 1; 0 if there is none. */
  public static int instr(Slice text, Slice pattern) {
    return instr(text, pattern, 1);
  }

  /** From a character on. */
  public static int instr(Slice text, Slice pattern, int start) {
    return instr(text, pattern, start, 1);
  }

  /** The match of a number. */
  public static int instr(Slice text, Slice pattern, int start, int number) {
    return instr(text, pattern, start, number, 0);
  }

  /** Where it begins, or with 1 the character after it. */
  public static int instr(Slice text, Slice pattern, int start, int number, int end) {
    return instr(text, pattern, start, number, end, Slice.EMPTY);
  }

  /** With flags. */
  public static int instr(Slice text, Slice pattern, int start, int number, int end, Slice flags) {
    return instr(text, pattern, start, number, end, flags, 0);
  }

  /** Of a group, or with 0 of the whole match. */
  public static int instr(
      Slice text, Slice pattern, int start, int number, int end, Slice flags, int group) {
    if (end != 0 && end != 1) {
      throw TextLimit.invalid("invalid value for parameter \"endoption\": " + end);
    }
    int[] points = Regexes.codePoints(text);
    Flags read = Flags.ofOne(flags, "regexp_instr");
    int[] found = find(pattern, read, points, start, number, group);
    int place = found == null ? -1 : found[2 * group + end];
    return place < 0 ? 0 : place + 1;
  }

  private static int @Nullable [] find(
      Slice pattern, Flags flags, int[] points, int start, int number, int group) {
    if (group < 0) {
      throw TextLimit.invalid("invalid value for parameter \"subexpr\": " + group);
    }
    int[] found = RegexMatching.numbered(pattern, flags, points, start, number);
    return found == null || 2 * group >= found.length ? null : found;
  }

  /** The first match; null if there is none. */
  public static @Nullable Slice substr(Slice text, Slice pattern) {
    return substr(text, pattern, 1);
  }

  /** From a character on. */
  public static @Nullable Slice substr(Slice text, Slice pattern, int start) {
    return substr(text, pattern, start, 1);
  }

  /** The match of a number. */
  public static @Nullable Slice substr(Slice text, Slice pattern, int start, int number) {
    return substr(text, pattern, start, number, Slice.EMPTY);
  }

  /** With flags. */
  public static @Nullable Slice substr(
      Slice text, Slice pattern, int start, int number, Slice flags) {
    return substr(text, pattern, start, number, flags, 0);
  }

  /** Of a group, or with 0 the whole match. */
  public static @Nullable Slice substr(
      Slice text, Slice pattern, int start, int number, Slice flags, int group) {
    int[] points = Regexes.codePoints(text);
    Flags read = Flags.ofOne(flags, "regexp_substr");
    int[] found = find(pattern, read, points, start, number, group);
    int from = found == null ? -1 : found[2 * group];
    return found == null || from < 0 ? null : Regexes.slice(points, from, found[2 * group + 1]);
  }
}
