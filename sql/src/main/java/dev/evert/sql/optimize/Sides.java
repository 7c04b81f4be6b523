package dev.evert.sql.optimize;

import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Sorts conditions over a pair of rows by the side that they read. */
final class Sides {
  private final int width;
  private final List<Expression> left = new ArrayList<>();
  private final List<Expression> right = new ArrayList<>();
  private final List<Expression> both = new ArrayList<>();

  /**
   * Sorts none yet.
   *
   * @param width the number of columns of the left side
   */
  Sides(int width) {
    this.width = width;
  }

  /** One that reads no column counts to both: it may decide that there is no pair at all. */
  void add(Expression condition) {
    BitSet columns = Columns.of(condition);
    if (columns.isEmpty()) {
      both.add(condition);
    } else if (columns.length() <= width) {
      left.add(condition);
    } else if (columns.nextSetBit(0) >= width) {
      right.add(Columns.move(condition, index -> index - width));
    } else {
      both.add(condition);
    }
  }

  /** Those of the left side. */
  List<Expression> left() {
    return left;
  }

  /** Those of the right side, over its own columns. */
  List<Expression> right() {
    return right;
  }

  /** Those of the right side, over the columns of the pair. */
  List<Expression> right(int shift) {
    return right.stream().map(e -> Columns.move(e, index -> index + shift)).toList();
  }

  /** All others. */
  List<Expression> both() {
    return both;
  }
}
