package dev.evert.sql.expression;

/** How two values are compared. */
public enum Comparison {
  EQUAL("="),
  NOT_EQUAL("<>"),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">=");

  private final String sql;

  Comparison(String sql) {
    this.sql = sql;
  }

  /** The operator as SQL writes it. */
  public String sql() {
    return sql;
  }

  /** The comparison that is written so. */
  public static Comparison of(String sql) {
    for (Comparison comparison : values()) {
      if (comparison.sql.equals(sql)) {
        return comparison;
      }
    }
    throw new IllegalArgumentException("no comparison is written " + sql);
  }

  /** Whether it asks only for equality, not for order. */
  public boolean isEquality() {
    return this == EQUAL || this == NOT_EQUAL;
  }

  /** The same comparison with its sides exchanged. */
  public Comparison swapped() {
    return switch (this) {
      case EQUAL, NOT_EQUAL -> this;
      case LESS -> GREATER;
      case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
      case GREATER -> LESS;
      case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
    };
  }
}
