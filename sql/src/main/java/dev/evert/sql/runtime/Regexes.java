package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.sql.regex.Regex;
import dev.evert.sql.regex.RegexOptions;
import java.util.LinkedHashMap;
import java.util.Map;

/** Regular expressions that were read before, for each thread its own. */
final class Regexes {
  private static final int MAX_KEPT = 64;
  private static final ThreadLocal<Regexes> THREAD = ThreadLocal.withInitial(Regexes::new);

  private final Map<Key, Regex> kept = new LinkedHashMap<>(16, 0.75f, true);
  private Key lastKey = new Key(Slice.EMPTY, RegexOptions.USUAL);
  private Regex last = Regex.of("", RegexOptions.USUAL);

  private record Key(Slice pattern, RegexOptions options) {}

  /** The flags of a function: how the pattern is read, and whether all matches are meant. */
  record Flags(RegexOptions options, boolean all) {
    static final Flags USUAL = new Flags(RegexOptions.USUAL, false);

    static Flags of(Slice letters) {
      RegexOptions options = RegexOptions.USUAL;
      boolean all = false;
      for (char letter : letters.toString().toCharArray()) {
        switch (letter) {
          case 'g' -> all = true;
          case 'c', 'i', 'm', 'n', 'p', 'q', 's', 't', 'w', 'x' -> options = options.with(letter);
          case 'b', 'e' ->
              throw new EvertException(
                  ErrorCode.SQL_UNSUPPORTED,
                  "the regular expression option \"" + letter + "\" is not supported");
          default ->
              throw TextLimit.invalid("invalid regular expression option: \"" + letter + "\"");
        }
      }
      return new Flags(options, all);
    }

    /** The same, of a function that finds one match only. */
    static Flags ofOne(Slice letters, String function) {
      Flags flags = of(letters);
      if (flags.all) {
        throw TextLimit.invalid(function + "() does not support the \"global\" option");
      }
      return flags;
    }
  }

  /** The expression of a pattern. */
  static Regex of(Slice pattern, RegexOptions options) {
    return THREAD.get().find(pattern, options);
  }

  private Regex find(Slice pattern, RegexOptions options) {
    boolean same = lastKey.pattern.equals(pattern) && lastKey.options.equals(options);
    if (!same) {
      // The bytes of a pattern from a row may be overwritten by the next row's.
      Key key = new Key(Slice.of(pattern.toBytes()), options);
      last = kept.computeIfAbsent(key, _ -> Regex.of(pattern.toString(), options));
      if (kept.size() > MAX_KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
      lastKey = key;
    }
    return last;
  }

  /** The code points of a text. */
  static int[] codePoints(Slice text) {
    int size = text.size();
    int[] points = new int[size];
    for (int i = 0; i < size; i++) {
      if (text.at(i) < 0) {
        return text.toString().codePoints().toArray();
      }
      points[i] = text.at(i);
    }
    return points;
  }

  /** A part of the code points as a text. */
  static Slice slice(int[] codePoints, int from, int to) {
    ByteOutput out = new ByteOutput(to - from);
    for (int i = from; i < to; i++) {
      out.putCodePoint(codePoints[i]);
    }
    return out.toSlice();
  }
}
