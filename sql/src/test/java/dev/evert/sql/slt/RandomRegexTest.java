package dev.evert.sql.slt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.error.EvertException;
import dev.evert.sql.Seeds;
import dev.evert.sql.regex.Regex;
import dev.evert.sql.regex.RegexOptions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random regular expressions over random texts match and capture what they do in PostgreSQL. */
class RandomRegexTest {
  private static final int PATTERNS = Integer.getInteger("evert.regexes", 600);
  private static final int TEXTS = 8;

  @Test
  void capturesWhatPostgresDoes() throws SQLException {
    Random random = Seeds.random("RandomRegexTest");
    List<String> wrong = new ArrayList<>();
    try (Oracle oracle = new Oracle("regex")) {
      oracle.execute(
          """
          create function probe(t text, p text) returns text as $$
          begin
            return regexp_match(t, p)::text;
          exception when others then
            return '!' || sqlstate;
          end $$ language plpgsql
          """);
      for (int i = 0; i < PATTERNS; i++) {
        String pattern = new RandomPattern(random).pattern(3);
        for (int j = 0; j < TEXTS; j++) {
          String text = text(random);
          String right = right(oracle, text, pattern);
          String ours = ours(text, pattern);
          if (!ours.equals(right) && !ours.equals("!0A000")) {
            wrong.add("'" + text + "' '" + pattern + "': " + ours + " instead of " + right);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(10); i > 0; i--) {
      text.append("abc ".charAt(random.nextInt(4)));
    }
    return text.toString();
  }

  private static String right(Oracle oracle, String text, String pattern) throws SQLException {
    return String.valueOf(
        oracle
            .query("select probe('" + text + "', '" + pattern.replace("'", "''") + "')")
            .getFirst()
            .getFirst());
  }

  private static String ours(String text, String pattern) {
    try {
      Regex regex = Regex.of(pattern, RegexOptions.USUAL);
      int[] points = text.codePoints().toArray();
      int[] found = regex.find(points, 0);
      boolean matches = regex.isFoundIn(points);
      assertThat(matches).as("%s in %s", pattern, text).isEqualTo(found != null);
      return found == null ? "null" : array(text, found);
    } catch (EvertException e) {
      return "!" + e.code().sqlState();
    }
  }

  private static String array(String text, int[] found) {
    List<String> parts = new ArrayList<>();
    for (int i = found.length == 2 ? 0 : 2; i < found.length; i += 2) {
      @Nullable String part = found[i] < 0 ? null : text.substring(found[i], found[i + 1]);
      boolean plain = part == null || (!part.isEmpty() && !part.contains(" "));
      parts.add(plain ? String.valueOf(part).replace("null", "NULL") : "\"" + part + "\"");
    }
    return "{" + String.join(",", parts) + "}";
  }

  /** Makes one pattern. */
  private static final class RandomPattern {
    private static final List<String> QUANTIFIERS =
        List.of(
            "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{1,2}?", "{0,2}", "{1,1}", "{2}?");
    private static final List<String> ATOMS =
        List.of("a", "b", "c", ".", "[ab]", "[^a]", "\\w", "\\s", "\\m", "\\M", "\\y", "^", "$");
    private static final List<String> LOOKS = List.of("(?=", "(?!", "(?<=", "(?<!");

    private final Random random;
    private int groups;

    RandomPattern(Random random) {
      this.random = random;
    }

    String pattern(int depth) {
      StringBuilder out = new StringBuilder(branch(depth));
      while (random.nextInt(5) == 0) {
        out.append('|').append(branch(depth));
      }
      return out.toString();
    }

    private String branch(int depth) {
      StringBuilder out = new StringBuilder();
      for (int i = random.nextInt(4); i >= 0; i--) {
        out.append(atom(depth));
      }
      return out.toString();
    }

    private String atom(int depth) {
      int kind = random.nextInt(20);
      if (depth > 0 && kind < 7) {
        String inner = pattern(depth - 1);
        boolean captures = kind < 5;
        groups += captures ? 1 : 0;
        return (captures ? "(" : "(?:") + inner + ")" + quantifier();
      }
      if (depth > 0 && kind == 7) {
        int before = groups;
        String inner = new RandomPattern(random).pattern(0);
        groups = before;
        return LOOKS.get(random.nextInt(LOOKS.size())) + inner + ")";
      }
      if (kind == 8 && groups > 0) {
        return "\\" + (1 + random.nextInt(groups)) + quantifier();
      }
      int place = random.nextInt(8) == 0 ? random.nextInt(ATOMS.size()) : random.nextInt(4);
      return place < 8 ? ATOMS.get(place) + quantifier() : ATOMS.get(place);
    }

    private String quantifier() {
      return random.nextInt(2) == 0 ? "" : QUANTIFIERS.get(random.nextInt(QUANTIFIERS.size()));
    }
  }
}
