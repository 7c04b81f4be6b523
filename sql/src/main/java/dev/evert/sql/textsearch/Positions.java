package dev.evert.sql.textsearch;

import java.util.Arrays;

/**
 * Where a query matches.
 *
 * @param places positions of the last lexeme of each match, ascending
 * @param negated whether it matches everywhere but there
 * @param width from the first lexeme of a match to its last, in positions
 * @param unknown whether the vector has no positions that could tell
 */
record Positions(int[] places, boolean negated, int width, boolean unknown) {
  static final Positions NOWHERE = new Positions(new int[0], false, 0, false);
  static final Positions UNKNOWN = new Positions(new int[0], false, 0, true);

  boolean isNowhere() {
    return !unknown && !negated && places.length == 0;
  }

  Positions not() {
    return unknown ? this : new Positions(places, !negated, width, false);
  }

  /** Which of the places of two sides are wanted. */
  private record Choice(boolean left, boolean right, boolean both) {
    static final Choice BOTH = new Choice(false, false, true);
    static final Choice ANY = new Choice(true, true, true);
    static final Choice LEFT = new Choice(true, false, false);
    static final Choice RIGHT = new Choice(false, true, false);
  }

  /** Where both match, the left side moved by one offset and the right one by another. */
  static Positions both(Positions left, Positions right, int moveLeft, int moveRight, int width) {
    Choice choice;
    if (left.negated) {
      choice = right.negated ? Choice.ANY : Choice.RIGHT;
    } else {
      choice = right.negated ? Choice.LEFT : Choice.BOTH;
    }
    int[] places = merge(left, right, moveLeft, moveRight, choice);
    return new Positions(places, left.negated && right.negated, width, false);
  }

  /** Where either matches. */
  static Positions either(Positions left, Positions right, int moveLeft, int moveRight, int width) {
    Choice choice;
    if (left.negated) {
      choice = right.negated ? Choice.BOTH : Choice.LEFT;
    } else {
      choice = right.negated ? Choice.RIGHT : Choice.ANY;
    }
    int[] places = merge(left, right, moveLeft, moveRight, choice);
    return new Positions(places, left.negated || right.negated, width, false);
  }

  private static int[] merge(
      Positions left, Positions right, int moveLeft, int moveRight, Choice choice) {
    int[] out = new int[left.places.length + right.places.length];
    int count = 0;
    int l = 0;
    int r = 0;
    while (l < left.places.length || r < right.places.length) {
      int a = l < left.places.length ? left.places[l] + moveLeft : Integer.MAX_VALUE;
      int b = r < right.places.length ? right.places[r] + moveRight : Integer.MAX_VALUE;
      boolean wanted = a == b ? choice.both : a < b ? choice.left : choice.right;
      int place = Math.min(a, b);
      // A place that moved beyond the start is none.
      if (wanted && place > 0) {
        out[count++] = place;
      }
      l += a == place ? 1 : 0;
      r += b == place ? 1 : 0;
    }
    return Arrays.copyOf(out, count);
  }
}
