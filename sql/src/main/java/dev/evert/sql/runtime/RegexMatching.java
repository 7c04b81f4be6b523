package dev.evert.sql.runtime;

import dev.evert.spi.type.Type;
import dev.evert.sql.regex.Regex;
import dev.evert.sql.runtime.Regexes.Flags;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether and where regular expressions match, and what their groups capture. */
public final class RegexMatching {
  private static final Slice IGNORE_CASE = Slice.of("i");

  private RegexMatching() {}

  /** {@code ~} and {@code regexp_like}. */
  public static boolean like(Slice text, Slice pattern) {
    return like(text, pattern, Slice.EMPTY);
  }

  /** {@code ~*}. */
  public static boolean likeAnyCase(Slice text, Slice pattern) {
    return like(text, pattern, IGNORE_CASE);
  }

  /** {@code !~}. */
  public static boolean unlike(Slice text, Slice pattern) {
    return !like(text, pattern);
  }

  /** {@code !~*}. */
  public static boolean unlikeAnyCase(Slice text, Slice pattern) {
    return !likeAnyCase(text, pattern);
  }

  /** With flags. */
  public static boolean like(Slice text, Slice pattern, Slice flags) {
    Flags read = flags.size() == 0 ? Flags.USUAL : Flags.ofOne(flags, "regexp_like");
    return Regexes.of(pattern, read.options()).isFoundIn(Regexes.codePoints(text));
  }

  /** What the groups of the first match captured, or the match itself if there are none. */
  public static @Nullable Slice match(Slice text, Slice pattern) {
    return match(text, pattern, Slice.EMPTY);
  }

  /** The same, with flags. */
  public static @Nullable Slice match(Slice text, Slice pattern, Slice flags) {
    Regex regex = Regexes.of(pattern, Flags.ofOne(flags, "regexp_match").options());
    int[] points = Regexes.codePoints(text);
    int[] found = regex.find(points, 0);
    return found == null ? null : captured(points, found);
  }

  private static Slice captured(int[] points, int[] found) {
    List<byte @Nullable []> fields = new ArrayList<>();
    for (int i = found.length == 2 ? 0 : 2; i < found.length; i += 2) {
      fields.add(
          found[i] < 0 ? null : ArrayTexts.field(Regexes.slice(points, found[i], found[i + 1])));
    }
    return ArrayValue.of(Type.Text.ANY, fields).encode();
  }

  /** {@code substring(text from pattern)}: what the first group captured, or the match. */
  public static @Nullable Slice substring(Slice text, Slice pattern) {
    Regex regex = Regexes.of(pattern, Flags.USUAL.options());
    int[] points = Regexes.codePoints(text);
    int[] found = regex.find(points, 0);
    return found == null ? null : part(points, found, Math.min(regex.groups(), 1));
  }

  private static @Nullable Slice part(int[] points, int[] found, int group) {
    int from = found[2 * group];
    return from < 0 ? null : Regexes.slice(points, from, found[2 * group + 1]);
  }

  /** How many matches there are. */
  public static int count(Slice text, Slice pattern) {
    return count(text, pattern, 1);
  }

  /** How many matches there are from a character on. */
  public static int count(Slice text, Slice pattern, int start) {
    return count(text, pattern, start, Slice.EMPTY);
  }

  /** The same, with flags. */
  public static int count(Slice text, Slice pattern, int start, Slice flags) {
    requirePositive("start", start);
    Flags read = Flags.ofOne(flags, "regexp_count");
    return all(Regexes.of(pattern, read.options()), Regexes.codePoints(text), start - 1).size();
  }

  /** All matches from a place on, one after the other. */
  static List<int[]> all(Regex regex, int[] points, int start) {
    List<int[]> all = new ArrayList<>();
    int from = start;
    while (from <= points.length) {
      int[] found = regex.find(points, from);
      if (found == null) {
        break;
      }
      all.add(found);
      from = next(found);
    }
    return all;
  }

  /** Where the search goes on: after an empty match a character further. */
  static int next(int[] found) {
    return found[1] == found[0] ? found[1] + 1 : found[1];
  }

  static void requirePositive(String parameter, int value) {
    if (value <= 0) {
      throw TextLimit.invalid("invalid value for parameter \"" + parameter + "\": " + value);
    }
  }

  /** The match of a number, from a character on; null if there are fewer. */
  static int @Nullable [] numbered(
      Slice pattern, Flags flags, int[] points, int start, int number) {
    requirePositive("start", start);
    requirePositive("n", number);
    Regex regex = Regexes.of(pattern, flags.options());
    int from = start - 1;
    int[] found = null;
    for (int i = 0; i < number && from <= points.length; i++) {
      found = regex.find(points, from);
      if (found == null) {
        return null;
      }
      from = i < number - 1 ? next(found) : from;
      found = i < number - 1 && from > points.length ? null : found;
    }
    return found;
  }

  /** What the groups captured of the first match, or with the flag g of each. */
  public static List<Slice> matches(Slice text, Slice pattern, Slice flags) {
    Flags read = Flags.of(flags);
    Regex regex = Regexes.of(pattern, read.options());
    int[] points = Regexes.codePoints(text);
    if (read.all()) {
      return all(regex, points, 0).stream().map(found -> captured(points, found)).toList();
    }
    int[] found = regex.find(points, 0);
    return found == null ? List.of() : List.of(captured(points, found));
  }

  /** The parts of a text between matches; empty matches at its ends do not count. */
  public static Slice split(Slice text, Slice pattern) {
    return split(text, pattern, Slice.EMPTY);
  }

  /** The same, with flags. */
  public static Slice split(Slice text, Slice pattern, Slice flags) {
    List<byte @Nullable []> fields = new ArrayList<>();
    parts(text, pattern, flags, "regexp_split_to_array")
        .forEach(part -> fields.add(ArrayTexts.field(part)));
    return ArrayValue.of(Type.Text.ANY, fields).encode();
  }

  /** The same parts, one by one, for a function of that name. */
  public static List<Slice> parts(Slice text, Slice pattern, Slice flags, String function) {
    Flags read = Flags.ofOne(flags, function);
    int[] points = Regexes.codePoints(text);
    List<Slice> parts = new ArrayList<>();
    int from = 0;
    int former = 0;
    for (int[] found : all(Regexes.of(pattern, read.options()), points, 0)) {
      if (found[0] < points.length && found[1] > former) {
        parts.add(Regexes.slice(points, from, found[0]));
        from = found[1];
      }
      former = found[1];
    }
    parts.add(Regexes.slice(points, from, points.length));
    return parts;
  }
}
