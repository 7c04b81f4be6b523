package dev.evert.sql.runtime;

import java.util.function.IntUnaryOperator;

/**
 * Case, trimming and single characters. Case is changed character by character, as PostgreSQL does
 * by default: a sharp s stays one.
 */
public final class Letters {
  private static final Slice BLANK = Slice.of(" ");

  private Letters() {}

  /** In lower case. */
  public static Slice lower(Slice text) {
    return isAscii(text) ? shifted(text, 'A', 'Z') : mapped(text, Character::toLowerCase);
  }

  /** In upper case. */
  public static Slice upper(Slice text) {
    return isAscii(text) ? shifted(text, 'a', 'z') : mapped(text, Character::toUpperCase);
  }

  /** Each word with its first letter in upper case and the others in lower case. */
  public static Slice initcap(Slice text) {
    ByteOutput out = new ByteOutput(text.size());
    boolean inside = false;
    for (int next : text.toString().codePoints().toArray()) {
      out.putCodePoint(inside ? Character.toLowerCase(next) : Character.toUpperCase(next));
      inside = Character.isLetterOrDigit(next);
    }
    return out.toSlice();
  }

  private static boolean isAscii(Slice text) {
    for (int i = 0; i < text.size(); i++) {
      if (text.at(i) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The text with the letters of one case in the other. */
  private static Slice shifted(Slice text, char first, char last) {
    byte[] bytes = text.toBytes();
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] >= first && bytes[i] <= last) {
        bytes[i] ^= 0x20;
      }
    }
    return Slice.of(bytes);
  }

  private static Slice mapped(Slice text, IntUnaryOperator change) {
    ByteOutput out = new ByteOutput(text.size());
    text.toString().codePoints().map(change).forEach(out::putCodePoint);
    return out.toSlice();
  }

  /** Without blanks at both ends. */
  public static Slice btrim(Slice text) {
    return btrim(text, BLANK);
  }

  /** Without any of the characters at both ends. */
  public static Slice btrim(Slice text, Slice characters) {
    return rtrim(ltrim(text, characters), characters);
  }

  /** Without blanks at the start. */
  public static Slice ltrim(Slice text) {
    return ltrim(text, BLANK);
  }

  /** Without any of the characters at the start. */
  public static Slice ltrim(Slice text, Slice characters) {
    int from = 0;
    while (from < text.size() && contains(characters, text, from, Texts.next(text, from))) {
      from = Texts.next(text, from);
    }
    return text.part(from, text.size());
  }

  /** Without blanks at the end. */
  public static Slice rtrim(Slice text) {
    return rtrim(text, BLANK);
  }

  /** Without any of the characters at the end. */
  public static Slice rtrim(Slice text, Slice characters) {
    int to = text.size();
    while (to > 0) {
      int from = to - 1;
      while (from > 0 && !Texts.isStart(text.at(from))) {
        from--;
      }
      if (!contains(characters, text, from, to)) {
        break;
      }
      to = from;
    }
    return text.part(0, to);
  }

  private static boolean contains(Slice characters, Slice text, int from, int to) {
    return characters.indexOf(text.part(from, to), 0) >= 0;
  }

  /** With blanks before it up to so many characters; cut if it has more. */
  public static Slice lpad(Slice text, int length) {
    return lpad(text, length, BLANK);
  }

  /** With the filling before it up to so many characters; cut if it has more. */
  public static Slice lpad(Slice text, int length, Slice filling) {
    Slice cut = Texts.cut(text, Math.max(length, 0));
    return Texts.concat(filling(cut, length, filling), cut);
  }

  /** With blanks after it up to so many characters; cut if it has more. */
  public static Slice rpad(Slice text, int length) {
    return rpad(text, length, BLANK);
  }

  /** With the filling after it up to so many characters; cut if it has more. */
  public static Slice rpad(Slice text, int length, Slice filling) {
    Slice cut = Texts.cut(text, Math.max(length, 0));
    return Texts.concat(cut, filling(cut, length, filling));
  }

  private static Slice filling(Slice text, int length, Slice filling) {
    int missing = length - Texts.length(text);
    int unit = Texts.length(filling);
    if (missing <= 0 || unit == 0) {
      return Slice.EMPTY;
    }
    TextLimit.check(missing);
    return Texts.cut(Texts.repeat(filling, missing / unit + 1), missing);
  }

  /** The code point of the first character; 0 if there is none. */
  public static int ascii(Slice text) {
    return text.size() == 0 ? 0 : text.part(0, Texts.next(text, 0)).toString().codePointAt(0);
  }

  /** The character of a code point. */
  public static Slice chr(int codePoint) {
    if (codePoint == 0) {
      throw TextLimit.invalid("null character not permitted");
    }
    boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
    if (!Character.isValidCodePoint(codePoint) || surrogate) {
      throw TextLimit.invalid("requested character not valid: " + codePoint);
    }
    return Slice.of(Character.toString(codePoint));
  }

  /** Each character that is in the one list replaced by that at its place in the other, if any. */
  public static Slice translate(Slice text, Slice from, Slice to) {
    int[] sources = from.toString().codePoints().toArray();
    int[] targets = to.toString().codePoints().toArray();
    ByteOutput out = new ByteOutput(text.size());
    for (int next : text.toString().codePoints().toArray()) {
      int place = 0;
      while (place < sources.length && sources[place] != next) {
        place++;
      }
      if (place == sources.length) {
        out.putCodePoint(next);
      } else if (place < targets.length) {
        out.putCodePoint(targets[place]);
      }
    }
    return out.toSlice();
  }
}
