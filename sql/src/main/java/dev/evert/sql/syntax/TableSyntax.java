package dev.evert.sql.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in {@code from}. */
public sealed interface TableSyntax {

  /** Where it stands. */
  Span span();

  /** A table, view or query of {@code with}, by its name. */
  record Named(List<String> parts, Span span) implements TableSyntax {
    public Named {
      parts = List.copyOf(parts);
    }
  }

  /**
   * A query in parentheses.
   *
   * @param lateral whether it may read the tables before it
   */
  record Derived(Query query, boolean lateral, Span span) implements TableSyntax {}

  /**
   * Functions that give rows, beside each other.
   *
   * @param ordinality whether {@code with ordinality} numbers the rows
   */
  record Functions(List<Syntax.Call> calls, boolean ordinality, Span span) implements TableSyntax {
    public Functions {
      calls = List.copyOf(calls);
    }
  }

  /** {@code … as t (a, b)}. */
  record Aliased(TableSyntax table, String alias, List<String> columns, Span span)
      implements TableSyntax {
    public Aliased {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A join of two.
   *
   * @param on the condition after {@code on}
   * @param using the columns after {@code using}
   * @param natural whether all columns of equal names are compared
   */
  record Joined(
      Kind kind,
      TableSyntax left,
      TableSyntax right,
      @Nullable Syntax on,
      List<String> using,
      boolean natural,
      Span span)
      implements TableSyntax {
    public Joined {
      using = List.copyOf(using);
    }
  }

  /** Which rows a join keeps that find no partner. */
  enum Kind {
    INNER,
    LEFT,
    RIGHT,
    FULL
  }
}
