package dev.evert.sql.textsearch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well vectors match queries, by how near to each other the lexemes are that match together:
 * {@code ts_rank_cd}. A cover is a stretch of the text that matches, and of which no part does.
 */
public final class CoverRanking {
  private final List<Spot> spots;
  private final SearchQuery query;

  /** A lexeme at a place, and the terms of the query that mean it. */
  private record Spot(int place, String lexeme, List<SearchQuery.Term> terms) {
    int position() {
      return Lexeme.position(place);
    }
  }

  /** A cover, by its first and last spot. */
  private record Cover(int first, int last) {}

  private CoverRanking(SearchVector vector, SearchQuery query) {
    this.query = query;
    this.spots = spots(vector, query);
  }

  /** {@code ts_rank_cd}. */
  public static float rank(Weights weights, SearchVector vector, SearchQuery query, int norm) {
    CoverRanking ranking = new CoverRanking(vector, query);
    return ranking.spots.isEmpty() ? 0 : ranking.rank(weights, vector, new Ranking.Norm(norm));
  }

  private static List<Spot> spots(SearchVector vector, SearchQuery query) {
    Map<List<Object>, Spot> found = new HashMap<>();
    for (SearchQuery.Term term : query.terms()) {
      for (Lexeme lexeme : vector.matching(term)) {
        for (int place : lexeme.places()) {
          if (term.weights() == 0 || ((term.weights() >> Lexeme.weight(place)) & 1) != 0) {
            found
                .computeIfAbsent(
                    List.of(lexeme.text(), place),
                    _ -> new Spot(place, lexeme.text(), new ArrayList<>()))
                .terms()
                .add(term);
          }
        }
      }
    }
    return found.values().stream()
        .sorted(Comparator.comparingInt(Spot::place).thenComparing(Spot::lexeme, Lexeme::compare))
        .toList();
  }

  private float rank(Weights weights, SearchVector vector, Ranking.Norm norm) {
    double rank = 0;
    double distances = 0;
    double before = 0;
    int covers = 0;
    Cover cover = next(0);
    while (cover != null) {
      int first = spots.get(cover.first()).position();
      int last = spots.get(cover.last()).position();
      int length = cover.last() - cover.first();
      double inverse = 0;
      for (Spot spot : spots.subList(cover.first(), cover.last() + 1)) {
        inverse += 1.0 / weights.of(spot.place());
      }
      int others = last - first - length;
      rank += (length + 1) / inverse / (1.0 + (others < 0 ? length / 2 : others));
      double middle = (last + first) / 2.0;
      distances += covers > 0 && middle > before ? 1.0 / (middle - before) : 0;
      before = middle;
      covers++;
      cover = next(cover.first() + 1);
    }
    return normed(rank, distances, covers, vector, norm);
  }

  private static float normed(
      double rank, double distances, int covers, SearchVector vector, Ranking.Norm norm) {
    double result = rank;
    int lexemes = vector.lexemes().size();
    int length = Ranking.length(vector);
    if (norm.byLogOfLength()) {
      result /= Math.log(length + 1.0);
    }
    if (norm.byLength()) {
      result /= length;
    }
    if (norm.byDistance() && distances > 0) {
      result /= covers / distances;
    }
    if (norm.byLexemes()) {
      result /= lexemes;
    }
    if (norm.byLogOfLexemes()) {
      result /= Math.log(lexemes + 1.0) / Math.log(2.0);
    }
    return (float) (norm.byItself() ? result / (result + 1) : result);
  }

  /** The next cover that begins with a spot or after it. */
  private @Nullable Cover next(int from) {
    int first = -1;
    int last = -1;
    for (int start = from; first < 0; start++) {
      last = reach(start, spots.size(), 1);
      if (last < 0) {
        return null;
      }
      first = reach(last, start - 1, -1);
    }
    return new Cover(first, last);
  }

  /** Goes through spots until those that were seen match; -1 if they never do. */
  private int reach(int from, int end, int step) {
    Map<SearchQuery.Term, Positions> seen = new HashMap<>();
    for (int i = from; i != end; i += step) {
      Spot spot = spots.get(i);
      for (SearchQuery.Term term : spot.terms()) {
        seen.merge(term, at(spot.position()), (all, one) -> joined(all, one, step > 0));
      }
      if (Matching.matches(term -> seen.getOrDefault(term, Positions.NOWHERE), query)) {
        return i;
      }
    }
    return -1;
  }

  private static Positions at(int position) {
    return new Positions(new int[] {position}, false, 0, false);
  }

  private static Positions joined(Positions all, Positions one, boolean after) {
    int[] old = all.places();
    int added = one.places()[0];
    if (old[after ? old.length - 1 : 0] == added) {
      return all;
    }
    int[] places = Arrays.copyOf(old, old.length + 1);
    if (after) {
      places[old.length] = added;
    } else {
      System.arraycopy(old, 0, places, 1, old.length);
      places[0] = added;
    }
    return new Positions(places, false, 0, false);
  }
}
