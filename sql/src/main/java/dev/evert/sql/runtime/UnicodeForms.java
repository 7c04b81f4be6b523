package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Normal forms and escapes of Unicode. */
public final class UnicodeForms {
  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\(?:(\\\\)|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|\\+([0-9A-Fa-f]{6})"
              + "|([0-9A-Fa-f]{4}))?");

  private UnicodeForms() {}

  /** In a normal form: NFC, NFD, NFKC or NFKD. */
  public static Slice normalize(Slice text, Slice form) {
    return Slice.of(Normalizer.normalize(text.toString(), form(form)));
  }

  /** Whether the text is in a normal form. */
  public static boolean isNormalized(Slice text, Slice form) {
    return Normalizer.isNormalized(text.toString(), form(form));
  }

  private static Normalizer.Form form(Slice name) {
    return switch (name.toString().toUpperCase(Locale.ROOT)) {
      case "NFC" -> Normalizer.Form.NFC;
      case "NFD" -> Normalizer.Form.NFD;
      case "NFKC" -> Normalizer.Form.NFKC;
      case "NFKD" -> Normalizer.Form.NFKD;
      default -> throw TextLimit.invalid("invalid normalization form: " + name);
    };
  }

  /** Whether all characters are ones that Unicode has. */
  public static boolean isAssigned(Slice text) {
    return text.toString().codePoints().allMatch(Character::isDefined);
  }

  /** With escapes replaced by the characters that they stand for. */
  public static Slice unescape(Slice text) {
    String raw = text.toString();
    StringBuilder out = new StringBuilder(raw.length());
    Matcher escape = ESCAPE.matcher(raw);
    int from = 0;
    while (escape.find()) {
      out.append(raw, from, escape.start());
      append(escape, out);
      from = escape.end();
    }
    String result = out.append(raw, from, raw.length()).toString();
    if (!result.codePoints().allMatch(c -> c < 0xD800 || c > 0xDFFF)) {
      throw new EvertException(ErrorCode.SQL_SYNTAX, "invalid Unicode surrogate pair");
    }
    return Slice.of(result);
  }

  private static void append(Matcher escape, StringBuilder out) {
    if (escape.group(1) != null) {
      out.append('\\');
      return;
    }
    for (int group = 2; group <= 5; group++) {
      if (escape.group(group) != null) {
        int codePoint = (int) Math.min(Long.parseLong(escape.group(group), 16), Integer.MAX_VALUE);
        if (codePoint == 0 || !Character.isValidCodePoint(codePoint)) {
          throw TextLimit.invalid("invalid Unicode code point: " + escape.group(group));
        }
        out.appendCodePoint(codePoint);
        return;
      }
    }
    throw new EvertException(
        ErrorCode.SQL_SYNTAX,
        "invalid Unicode escape: must be \\XXXX, \\+XXXXXX, \\uXXXX, or \\UXXXXXXXX");
  }
}
