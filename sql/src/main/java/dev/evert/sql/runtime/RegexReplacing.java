package dev.evert.sql.runtime;

import dev.evert.sql.regex.Regex;
import dev.evert.sql.runtime.Regexes.Flags;

/** {@code regexp_replace}. In a replacement {@code \1} is what a group captured, {@code \&} all. */
public final class RegexReplacing {
  private RegexReplacing() {}

  /** The first match replaced. */
  public static Slice replace(Slice text, Slice pattern, Slice replacement) {
    return replace(text, pattern, replacement, Flags.USUAL, 1, 1);
  }

  /** The first match replaced, or all with the flag g. */
  public static Slice replace(Slice text, Slice pattern, Slice replacement, Slice flags) {
    if (flags.size() > 0 && flags.at(0) >= '0' && flags.at(0) <= '9') {
      throw TextLimit.invalid("invalid regular expression option: \"" + flags + "\"");
    }
    Flags read = Flags.of(flags);
    return replace(text, pattern, replacement, read, 1, read.all() ? 0 : 1);
  }

  /** The first match from a character on replaced. */
  public static Slice replace(Slice text, Slice pattern, Slice replacement, int start) {
    return replace(text, pattern, replacement, start, 1);
  }

  /** The match of a number replaced, or with 0 all. */
  public static Slice replace(Slice text, Slice pattern, Slice replacement, int start, int number) {
    return replace(text, pattern, replacement, start, number, Slice.EMPTY);
  }

  /** The same, with flags. */
  public static Slice replace(
      Slice text, Slice pattern, Slice replacement, int start, int number, Slice flags) {
    RegexMatching.requirePositive("start", start);
    if (number < 0) {
      throw TextLimit.invalid("invalid value for parameter \"n\": " + number);
    }
    return replace(text, pattern, replacement, Flags.of(flags), start, number);
  }

  private static Slice replace(
      Slice text, Slice pattern, Slice replacement, Flags flags, int start, int number) {
    Regex regex = Regexes.of(pattern, flags.options());
    int[] points = Regexes.codePoints(text);
    int[] instead = Regexes.codePoints(replacement);
    ByteOutput out = new ByteOutput(text.size());
    int copied = 0;
    int from = start - 1;
    int count = 0;
    while (from <= points.length) {
      int[] found = regex.find(points, from);
      if (found == null) {
        break;
      }
      from = RegexMatching.next(found);
      if (number > 0 && ++count != number) {
        continue;
      }
      out.put(Regexes.slice(points, copied, found[0]));
      append(instead, points, found, out);
      copied = found[1];
      if (number > 0) {
        break;
      }
    }
    out.put(Regexes.slice(points, copied, points.length));
    return out.toSlice();
  }

  private static void append(int[] instead, int[] points, int[] found, ByteOutput out) {
    for (int i = 0; i < instead.length; i++) {
      int next = i + 1 < instead.length ? instead[i + 1] : -1;
      if (instead[i] != '\\' || next < 0) {
        out.putCodePoint(instead[i]);
      } else if (next == '&' || (next >= '1' && next <= '9')) {
        capture(next == '&' ? 0 : next - '0', points, found, out);
        i++;
      } else {
        out.putCodePoint('\\');
        i += next == '\\' ? 1 : 0;
      }
    }
  }

  private static void capture(int group, int[] points, int[] found, ByteOutput out) {
    if (2 * group < found.length && found[2 * group] >= 0) {
      out.put(Regexes.slice(points, found[2 * group], found[2 * group + 1]));
    }
  }
}
