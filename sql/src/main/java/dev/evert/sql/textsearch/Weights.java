package dev.evert.sql.textsearch;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What places count in a rank, by their weight.
 *
 * @param values of the weights D, C, B and A, at most 1
 */
public record Weights(float[] values) {
  /** Where none are given. */
  public static final Weights USUAL = new Weights(new float[] {0.1f, 0.2f, 0.4f, 1.0f});

  /** Those of an array; where they are below zero, the usual ones. */
  public static Weights of(List<@Nullable Float> given) {
    if (given.size() < USUAL.values.length) {
      throw new EvertException(ErrorCode.NO_SUCH_ELEMENT, "array of weight is too short");
    }
    float[] values = USUAL.values.clone();
    for (int i = 0; i < values.length; i++) {
      Float value = given.get(i);
      if (value == null) {
        throw new EvertException(ErrorCode.NULL_ARGUMENT, "array of weight must not contain nulls");
      }
      if (value > 1) {
        throw new EvertException(ErrorCode.INVALID_ARGUMENT, "weight out of range");
      }
      values[i] = value >= 0 ? value : values[i];
    }
    return new Weights(values);
  }

  float of(int place) {
    return values[Lexeme.weight(place)];
  }
}
