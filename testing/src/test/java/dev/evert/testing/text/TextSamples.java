package dev.evert.testing.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts that are values of a type, that nearly are, and that are not. */
final class TextSamples {
  private final Random random;

  TextSamples(Random random) {
    this.random = random;
  }

  /** Random values of the kind, and the given ones with a few characters changed. */
  List<String> of(Kind kind, int count, List<String> examples) {
    List<String> texts = new ArrayList<>(examples);
    for (int i = 0; i < count; i++) {
      String base = random.nextInt(4) == 0 ? pick(examples) : value(kind);
      texts.add(random.nextInt(3) == 0 ? mutate(base, kind) : base);
    }
    return texts;
  }

  /** What random values look like. */
  enum Kind {
    INTEGER("0123456789+-_xXoObB afA.e"),
    REAL("0123456789+-.eE naifty_x"),
    DECIMAL("0123456789+-.eE_x naif"),
    DATE("0123456789-/. BCT:a"),
    TIME("0123456789:. +-PAMTZ"),
    TIMESTAMP("0123456789:. +-TZ/BC"),
    INTERVAL("0123456789:. +-dayhmonsPTYMDS"),
    UUID("0123456789abcdefABCDEF-{}g"),
    BYTES("\\x0123456789abcdefXg "),
    JSON("{}[]\",:0123456789.eE-+ \\untrfalsb\n"),
    NUMBERS("{},\"\\ 0123456789NULnul[]:="),
    STRINGS("{},\"\\ abNULnul[]:=é");

    private final String alphabet;

    Kind(String alphabet) {
      this.alphabet = alphabet;
    }
  }

  private String value(Kind kind) {
    return switch (kind) {
      case INTEGER -> Long.toString(random.nextLong() >> random.nextInt(64));
      case REAL -> real();
      case DECIMAL -> decimal();
      case DATE -> date();
      case TIME -> time() + zone();
      case TIMESTAMP -> timestamp();
      case INTERVAL -> interval();
      case UUID -> new java.util.UUID(random.nextLong(), random.nextLong()).toString();
      case BYTES -> bytes();
      case JSON -> json(3);
      case NUMBERS -> array(random.nextInt(3), false);
      case STRINGS -> array(random.nextInt(3), true);
    };
  }

  private String real() {
    return switch (random.nextInt(6)) {
      case 0 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
      case 1 -> Float.toString(Float.intBitsToFloat(random.nextInt()));
      case 2 -> Double.toString((double) random.nextLong());
      case 3 -> Float.toString(random.nextInt(1 << 28) * (float) Math.pow(2, random.nextInt(60)));
      case 4 -> Double.toString(random.nextInt(1000) * Math.pow(10, random.nextInt(60) - 30));
      default -> Double.toString(random.nextGaussian());
    };
  }

  private String decimal() {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
    text.append(digits(random.nextInt(25) + 1));
    if (random.nextBoolean()) {
      text.append('.').append(digits(random.nextInt(25)));
    }
    if (random.nextInt(5) == 0) {
      text.append('e').append(random.nextInt(80) - 40);
    }
    return text.toString();
  }

  private String digits(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append((char) ('0' + random.nextInt(random.nextInt(3) == 0 ? 1 : 10)));
    }
    return text.toString();
  }

  private String date() {
    int year = random.nextInt(4) == 0 ? random.nextInt(300_000) : random.nextInt(2500);
    String text = String.format("%04d-%02d-%02d", year, random.nextInt(13), random.nextInt(31) + 1);
    return random.nextInt(10) == 0 ? text + " BC" : text;
  }

  private String time() {
    String text =
        String.format("%02d:%02d:%02d", random.nextInt(25), random.nextInt(60), random.nextInt(60));
    return random.nextBoolean() ? text + "." + digits(random.nextInt(9) + 1) : text;
  }

  private String zone() {
    return switch (random.nextInt(6)) {
      case 0 -> "Z";
      case 1 -> String.format("%+03d", random.nextInt(32) - 16);
      case 2 -> String.format("%+03d:%02d", random.nextInt(30) - 15, random.nextInt(60));
      case 3 ->
          String.format(
              "%+03d:%02d:%02d", random.nextInt(30) - 15, random.nextInt(60), random.nextInt(60));
      default -> "";
    };
  }

  private String timestamp() {
    String date = date();
    boolean before = date.endsWith(" BC");
    String bare = before ? date.substring(0, date.length() - 3) : date;
    return bare + (random.nextBoolean() ? " " : "T") + time() + zone() + (before ? " BC" : "");
  }

  private String interval() {
    StringBuilder text = new StringBuilder();
    for (String unit : List.of("years", "mons", "weeks", "days", "hours", "min", "secs")) {
      if (random.nextInt(3) == 0) {
        text.append(random.nextInt(200) - 100);
        if (random.nextInt(4) == 0) {
          text.append('.').append(digits(random.nextInt(6) + 1));
        }
        text.append(' ').append(unit).append(' ');
      }
    }
    if (random.nextInt(3) == 0) {
      text.append(random.nextBoolean() ? "-" : "").append(time());
    }
    return text.isEmpty()
        ? "P1Y" + random.nextInt(50) + "M" + random.nextInt(50) + "D"
        : text.toString();
  }

  private String bytes() {
    StringBuilder text = new StringBuilder("\\x");
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(String.format("%02x", random.nextInt(256)));
    }
    return text.toString();
  }

  private String json(int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 8)) {
      case 0 -> decimal().replaceFirst("^(-?)0+(?=[0-9])", "$1").replaceFirst("\\.(?![0-9])", "");
      case 1 -> "\"a\\u00e9\\n" + random.nextInt(100) + "\"";
      case 2 -> random.nextBoolean() ? "true" : "false";
      case 3 -> "null";
      case 4 -> "\"é😀\\ud83d\\ude00\\\\\"";
      case 5 -> "[" + json(depth - 1) + " , " + json(depth - 1) + "]";
      case 6 -> random.nextBoolean() ? "{}" : "[]";
      default ->
          "{\""
              + pick(List.of("b", "aa", "c", "é", ""))
              + "\":"
              + json(depth - 1)
              + ",\""
              + pick(List.of("b", "aa", "c", "é", ""))
              + "\" : "
              + json(depth - 1)
              + "}";
    };
  }

  private String array(int depth, boolean strings) {
    List<String> items = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      items.add(depth > 0 ? array(depth - 1, strings) : element(strings));
    }
    return "{" + String.join(random.nextBoolean() ? "," : " , ", items) + "}";
  }

  private String element(boolean strings) {
    if (!strings) {
      return random.nextInt(4) == 0 ? "NULL" : Integer.toString(random.nextInt(100) - 50);
    }
    return pick(
        List.of("a", "\"\"", "\"NULL\"", "null", "a b", "\"{\\\"\\\\,\"", "é", "\\\\", "\" \""));
  }

  private String mutate(String text, Kind kind) {
    StringBuilder out = new StringBuilder(text);
    for (int i = random.nextInt(2); i >= 0; i--) {
      char c = kind.alphabet.charAt(random.nextInt(kind.alphabet.length()));
      int at = random.nextInt(out.length() + 1);
      if (at == out.length() || random.nextInt(3) == 0) {
        out.insert(at, c);
      } else if (random.nextBoolean()) {
        out.setCharAt(at, c);
      } else {
        out.deleteCharAt(at);
      }
    }
    return out.toString();
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
