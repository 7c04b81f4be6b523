package dev.evert.sql.textsearch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A lexeme of a vector.
 *
 * @param text what it is
 * @param places where it stands, ascending: a position and a weight each, as {@link #place} makes
 *     them; none if that is not known
 */
public record Lexeme(String text, int[] places) {
  /** Positions from here on are this one. */
  static final int MAX_POSITION = 16_383;

  /** More places of one lexeme are left out. */
  static final int MAX_PLACES = 255;

  /** A position, counted from 1, with a weight from 0 (D) to 3 (A). */
  static int place(int position, int weight) {
    return (Math.min(position, MAX_POSITION) << 2) | weight;
  }

  static int position(int place) {
    return place >> 2;
  }

  static int weight(int place) {
    return place & 3;
  }

  /** With each place changed. */
  Lexeme with(IntUnaryOperator change) {
    return new Lexeme(text, Arrays.stream(places).map(change).toArray());
  }

  /** How long the text is in UTF-8. */
  int bytes() {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The order of the vector: by bytes of UTF-8, which is that of code points. */
  static int compare(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        // Surrogates stand for code points beyond all other characters.
        boolean apart = Character.isSurrogate(a) != Character.isSurrogate(b);
        return apart ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /** Ascending, one place a position, that of the greater weight, and no more than may be. */
  static int[] sorted(int[] places) {
    int[] sorted = places.clone();
    Arrays.sort(sorted);
    int count = 0;
    for (int place : sorted) {
      if (count > 0 && position(sorted[count - 1]) == position(place)) {
        sorted[count - 1] = place;
      } else if (count < MAX_PLACES && (count == 0 || position(sorted[count - 1]) < MAX_POSITION)) {
        sorted[count++] = place;
      }
    }
    return Arrays.copyOf(sorted, count);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Lexeme that
        && text.equals(that.text)
        && Arrays.equals(places, that.places);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text, Arrays.hashCode(places));
  }
}
