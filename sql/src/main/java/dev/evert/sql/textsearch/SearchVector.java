package dev.evert.sql.textsearch;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A value of type tsvector.
 *
 * @param lexemes ascending, no two of one text
 */
public record SearchVector(List<Lexeme> lexemes) {
  private static final int MAX_BYTES = (1 << 20) - 1;

  public SearchVector {
    lexemes = List.copyOf(lexemes);
  }

  /** Lexemes in any order, without places. */
  public static SearchVector of(String... texts) {
    return of(Arrays.stream(texts).map(text -> new Lexeme(text, new int[0])).toList());
  }

  /** Puts together lexemes that may come in any order and more than once. */
  static SearchVector of(List<Lexeme> parts) {
    Map<String, List<Lexeme>> all = new TreeMap<>(Lexeme::compare);
    for (Lexeme part : parts) {
      all.computeIfAbsent(part.text(), _ -> new ArrayList<>(1)).add(part);
    }
    long bytes = 0;
    List<Lexeme> lexemes = new ArrayList<>();
    for (List<Lexeme> same : all.values()) {
      int[] places = same.stream().flatMapToInt(part -> Arrays.stream(part.places())).toArray();
      Lexeme lexeme = new Lexeme(same.getFirst().text(), Lexeme.sorted(places));
      lexemes.add(lexeme);
      bytes += lexeme.bytes();
      bytes += places.length == 0 ? 0 : bytes % 2 + 2 + 2L * lexeme.places().length;
    }
    checkBytes(bytes);
    return new SearchVector(lexemes);
  }

  /** Fails if a vector of lexemes with their places is larger than any may be. */
  static void checkBytes(long bytes) {
    if (bytes > MAX_BYTES) {
      throw new EvertException(
          ErrorCode.LIMIT_EXCEEDED,
          "string is too long for tsvector (" + bytes + " bytes, max " + MAX_BYTES + " bytes)");
    }
  }

  /** Where the lexeme is among the others, or -1 less the place where it would be. */
  int find(String text) {
    int low = 0;
    int high = lexemes.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Lexeme.compare(lexemes.get(middle).text(), text);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1 - low;
  }

  /** The lexemes that a term of a query means. */
  List<Lexeme> matching(SearchQuery.Term term) {
    int place = find(term.text());
    if (!term.prefix()) {
      return place < 0 ? List.of() : lexemes.subList(place, place + 1);
    }
    int from = place < 0 ? -1 - place : place;
    int to = from;
    while (to < lexemes.size() && lexemes.get(to).text().startsWith(term.text())) {
      to++;
    }
    return lexemes.subList(from, to);
  }

  /** Without places. */
  public SearchVector stripped() {
    return with(places -> new int[0]);
  }

  /** With one weight from 0 (D) to 3 (A) for all places, or for those of some lexemes. */
  public SearchVector weighed(int weight, @Nullable List<String> some) {
    Set<String> wanted = some == null ? Set.of() : new HashSet<>(some);
    List<Lexeme> changed = new ArrayList<>();
    for (Lexeme lexeme : lexemes) {
      boolean counts = some == null || wanted.contains(lexeme.text());
      changed.add(counts ? lexeme.with(place -> (place & ~3) | weight) : lexeme);
    }
    return new SearchVector(changed);
  }

  /** Without some lexemes. */
  public SearchVector without(List<String> some) {
    Set<String> gone = new HashSet<>(some);
    return new SearchVector(lexemes.stream().filter(l -> !gone.contains(l.text())).toList());
  }

  /** With those places only whose weight is wanted, and no lexeme that has none of them. */
  public SearchVector filtered(boolean[] wanted) {
    SearchVector left =
        with(places ->
            Arrays.stream(places).filter(place -> wanted[Lexeme.weight(place)]).toArray());
    return new SearchVector(left.lexemes.stream().filter(l -> l.places().length > 0).toList());
  }

  /** With the lexemes of another, whose places come after all that are here. */
  public SearchVector followedBy(SearchVector other) {
    int last =
        lexemes.stream()
            .filter(lexeme -> lexeme.places().length > 0)
            .mapToInt(lexeme -> Lexeme.position(lexeme.places()[lexeme.places().length - 1]))
            .max()
            .orElse(0);
    List<Lexeme> all = new ArrayList<>(lexemes);
    for (Lexeme lexeme : other.lexemes) {
      all.add(
          lexeme.with(place -> Lexeme.place(Lexeme.position(place) + last, Lexeme.weight(place))));
    }
    return of(all);
  }

  private SearchVector with(UnaryOperator<int[]> change) {
    return new SearchVector(
        lexemes.stream().map(l -> new Lexeme(l.text(), change.apply(l.places()))).toList());
  }

  /** As PostgreSQL prints it. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (Lexeme lexeme : lexemes) {
      out.append(out.isEmpty() ? "" : " ");
      quote(lexeme.text(), out);
      char separator = ':';
      for (int place : lexeme.places()) {
        out.append(separator).append(Lexeme.position(place));
        if (Lexeme.weight(place) > 0) {
          out.append("DCBA".charAt(Lexeme.weight(place)));
        }
        separator = ',';
      }
    }
    return out.toString();
  }

  /** A lexeme in quotes. */
  static void quote(String text, StringBuilder out) {
    out.append('\'');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '\\') {
        out.append(c);
      }
      out.append(c);
    }
    out.append('\'');
  }
}
