package dev.evert.sql.textsearch;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** How well vectors match queries, by how often lexemes stand there: {@code ts_rank}. */
public final class Ranking {
  /** The place of a lexeme whose places are not known. */
  private static final int[] NOWHERE = {0};

  private static final float NEVER = 1e-20f;

  private Ranking() {}

  /** How ranks count the length of the text: bits of the last argument of {@code ts_rank}. */
  record Norm(int bits) {
    boolean byLogOfLength() {
      return (bits & 1) != 0;
    }

    boolean byLength() {
      return (bits & 2) != 0;
    }

    boolean byDistance() {
      return (bits & 4) != 0;
    }

    boolean byLexemes() {
      return (bits & 8) != 0;
    }

    boolean byLogOfLexemes() {
      return (bits & 16) != 0;
    }

    boolean byItself() {
      return (bits & 32) != 0;
    }
  }

  /** {@code ts_rank}. */
  public static float rank(Weights weights, SearchVector vector, SearchQuery query, int norm) {
    if (vector.lexemes().isEmpty() || query instanceof SearchQuery.Nothing) {
      return 0;
    }
    boolean all = query instanceof SearchQuery.And || query instanceof SearchQuery.Phrase;
    List<SearchQuery.Term> terms = distinct(query);
    float rank =
        all && terms.size() > 1 ? near(weights, vector, terms) : sum(weights, vector, terms);
    return normed(rank < 0 ? NEVER : rank, vector, new Norm(norm));
  }

  /** One for each text, the first. */
  private static List<SearchQuery.Term> distinct(SearchQuery query) {
    TreeMap<String, SearchQuery.Term> terms = new TreeMap<>(Lexeme::compare);
    query.terms().forEach(term -> terms.putIfAbsent(term.text(), term));
    return List.copyOf(terms.values());
  }

  /** All places in the vector, a lexeme without places counting one. */
  static int length(SearchVector vector) {
    return vector.lexemes().stream().mapToInt(l -> Math.max(l.places().length, 1)).sum();
  }

  private static float normed(float rank, SearchVector vector, Norm norm) {
    float result = rank;
    int lexemes = vector.lexemes().size();
    if (norm.byLogOfLength()) {
      result = (float) (result / (Math.log(length(vector) + 1.0) / Math.log(2.0)));
    }
    if (norm.byLength()) {
      result /= length(vector);
    }
    if (norm.byLexemes()) {
      result /= lexemes;
    }
    if (norm.byLogOfLexemes()) {
      result = (float) (result / (Math.log(lexemes + 1.0) / Math.log(2.0)));
    }
    return norm.byItself() ? result / (result + 1) : result;
  }

  /** The more and the heavier the places are, the better. */
  private static float sum(Weights weights, SearchVector vector, List<SearchQuery.Term> terms) {
    float sum = 0;
    for (SearchQuery.Term term : terms) {
      for (Lexeme lexeme : vector.matching(term)) {
        int[] places = lexeme.places().length == 0 ? NOWHERE : lexeme.places();
        float all = 0;
        float best = -1;
        int bestAt = 0;
        for (int i = 0; i < places.length; i++) {
          float weight = weights.of(places[i]);
          all += weight / ((i + 1) * (i + 1));
          if (weight > best) {
            best = weight;
            bestAt = i;
          }
        }
        float moved = best + all - best / ((bestAt + 1) * (bestAt + 1));
        sum = (float) (sum + moved / 1.64493406685);
      }
    }
    return sum / terms.size();
  }

  /** The nearer the places of different lexemes are to each other, the better. */
  private static float near(Weights weights, SearchVector vector, List<SearchQuery.Term> terms) {
    float rank = -1;
    List<int[]> before = new ArrayList<>();
    for (SearchQuery.Term term : terms) {
      int[] last = null;
      for (Lexeme lexeme : vector.matching(term)) {
        last = lexeme.places().length == 0 ? NOWHERE : lexeme.places();
        for (int[] other : before) {
          rank = pairs(weights, last, other, rank);
        }
      }
      if (last != null) {
        before.add(last);
      }
    }
    return rank;
  }

  private static float pairs(Weights weights, int[] places, int[] others, float rank) {
    float result = rank;
    boolean unknown = places[0] == 0 || others[0] == 0;
    for (int place : places) {
      for (int other : others) {
        int distance = Math.abs(position(place) - position(other));
        if (distance == 0 && !unknown) {
          continue;
        }
        float nearness = nearness(distance == 0 ? Lexeme.MAX_POSITION + 1 : distance);
        float part = (float) Math.sqrt(weights.of(place) * weights.of(other) * nearness);
        result = result < 0 ? part : (float) (1.0 - (1.0 - result) * (1.0 - part));
      }
    }
    return result;
  }

  /** A place that is not known is the last one. */
  private static int position(int place) {
    return place == 0 ? Lexeme.MAX_POSITION : Lexeme.position(place);
  }

  private static float nearness(int distance) {
    return distance > 100 ? 1e-30f : (float) (1.0 / (1.005 + 0.05 * Math.exp(distance / 1.5f - 2)));
  }
}
