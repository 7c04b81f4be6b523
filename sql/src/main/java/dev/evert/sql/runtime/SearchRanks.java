package dev.evert.sql.runtime;

import dev.evert.spi.type.Type;
import dev.evert.sql.textsearch.CoverRanking;
import dev.evert.sql.textsearch.Ranking;
import dev.evert.sql.textsearch.Weights;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ts_rank} and {@code ts_rank_cd}: how well vectors match queries. */
public final class SearchRanks {
  private SearchRanks() {}

  private static Weights weights(Slice array) {
    List<@Nullable Float> weights = new ArrayList<>();
    for (byte[] field : ArrayValue.read(array, Type.Simple.FLOAT4).elements()) {
      weights.add(field == null ? null : Fields.readFloat(field, 0));
    }
    return Weights.of(weights);
  }

  private static float rank(Weights weights, Slice vector, Slice query, int norm) {
    return Ranking.rank(weights, SearchValues.vector(vector), SearchValues.query(query), norm);
  }

  private static float cover(Weights weights, Slice vector, Slice query, int norm) {
    return CoverRanking.rank(weights, SearchValues.vector(vector), SearchValues.query(query), norm);
  }

  /** With the usual weights. */
  public static float rank(Slice vector, Slice query) {
    return rank(Weights.USUAL, vector, query, 0);
  }

  /** With the usual weights, by a norm. */
  public static float rank(Slice vector, Slice query, int norm) {
    return rank(Weights.USUAL, vector, query, norm);
  }

  /** With weights. */
  public static float rank(Slice weights, Slice vector, Slice query) {
    return rank(weights(weights), vector, query, 0);
  }

  /** With weights, by a norm. */
  public static float rank(Slice weights, Slice vector, Slice query, int norm) {
    return rank(weights(weights), vector, query, norm);
  }

  /** By covers, with the usual weights. */
  public static float cover(Slice vector, Slice query) {
    return cover(Weights.USUAL, vector, query, 0);
  }

  /** By covers, with the usual weights, by a norm. */
  public static float cover(Slice vector, Slice query, int norm) {
    return cover(Weights.USUAL, vector, query, norm);
  }

  /** By covers, with weights. */
  public static float cover(Slice weights, Slice vector, Slice query) {
    return cover(weights(weights), vector, query, 0);
  }

  /** By covers, with weights, by a norm. */
  public static float cover(Slice weights, Slice vector, Slice query, int norm) {
    return cover(weights(weights), vector, query, norm);
  }
}
