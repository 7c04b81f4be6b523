package dev.evert.sql.slt;

import java.util.List;
import java.util.Random;

/** Makes texts with all that a parser of texts knows, vectors, and queries. */
final class RandomTexts {
  private static final String SIGNS = "ab1e2.-_/@:<>&;#?'\" =+~xü,()!%|äXhtp";
  private static final List<String> PIECES =
      List.of(
          ("foo bar foo-bar über naïve-test a@b.com x.y@foo.bar.de http:// example.com"
               + " https://www.example.com/path?q=1 example.com:8080/a/b /usr/local/x.txt 1.5 -12"
               + " +3 1e10 1.2.3 -1.2.3 v1 12ab <b> </b> <br/> <!--c--> &amp; &#160; &#xAF;"
               + " <script> </script> <style foo_bar ../x ./y ~/z a-1 1-a a-b-c a-12b x1-y2 . - @ /"
               + " ? ä é-ü don't < > a.b 3.com user_name@host.org a+b@c.de 10:30 2024-01-02 $5"
               + " 1,000 e E5 ?q the running cats of happiness Häuser and The")
              .split(" ", -1));
  private static final List<String> OPERATORS =
      List.of(" & ", " | ", " <-> ", " <2> ", " & !", " | !", "!", "(", ")", " or ", "\"", " -");

  private final Random random;

  RandomTexts(Random random) {
    this.random = random;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  String text() {
    StringBuilder out = new StringBuilder();
    if (random.nextInt(3) == 0) {
      for (int i = random.nextInt(14); i >= 0; i--) {
        out.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
      }
      return out.toString();
    }
    for (int i = random.nextInt(6); i >= 0; i--) {
      out.append(any(PIECES)).append(random.nextInt(3) > 0 ? " " : "");
    }
    return out.toString();
  }

  /** Something like a query, often not well formed. */
  String query() {
    StringBuilder out = new StringBuilder(any(PIECES));
    for (int i = random.nextInt(5); i > 0; i--) {
      out.append(any(OPERATORS)).append(any(PIECES));
    }
    return out.toString();
  }

  /** A vector of few lexemes. */
  String vector() {
    StringBuilder out = new StringBuilder();
    boolean places = random.nextInt(6) > 0;
    for (int i = random.nextInt(5); i >= 0; i--) {
      out.append(lexeme());
      if (places) {
        char separator = ':';
        for (int j = random.nextInt(4); j >= 0; j--) {
          out.append(separator)
              .append(1 + random.nextInt(12))
              .append(any(List.of("", "A", "B", "C")));
          separator = ',';
        }
      }
      out.append(' ');
    }
    return out.toString();
  }

  private String lexeme() {
    return any(List.of("a", "b", "c", "ab", "d"));
  }

  /** A query of such lexemes. */
  String lexemes(int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return lexeme() + any(List.of("", "", "", ":A", ":*", ":*BC", ":D"));
    }
    if (random.nextInt(5) == 0) {
      return "!(" + lexemes(depth - 1) + ")";
    }
    String operator = any(List.of("&", "|", "<->", "<2>", "<0>", "<->"));
    return "(" + lexemes(depth - 1) + " " + operator + " " + lexemes(depth - 1) + ")";
  }
}
