package dev.evert.sql.slt;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares outcomes of an expression: values, and errors by their SQLSTATE after {@code !}. */
final class SqlStates {
  private static final double LAST_DIGITS = 1e-13;

  private SqlStates() {}

  /** Which of several errors of one expression comes first is left open. */
  static boolean same(@Nullable String ours, @Nullable String right) {
    return Objects.equals(ours, right) || (isError(ours) && isError(right));
  }

  /**
   * The same, and floating-point numbers may differ in their last digits. Numbers that are equal
   * look the same: the scale of a numeric counts.
   */
  static boolean near(@Nullable String ours, @Nullable String right) {
    if (same(ours, right) || ours == null || right == null) {
      return same(ours, right);
    }
    try {
      double one = Double.parseDouble(ours);
      double other = Double.parseDouble(right);
      return one != other && Math.abs(one - other) <= Math.abs(other) * LAST_DIGITS;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  private static boolean isError(@Nullable String outcome) {
    return outcome != null && outcome.startsWith("!");
  }
}
