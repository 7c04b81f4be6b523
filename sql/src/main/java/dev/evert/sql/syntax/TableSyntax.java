package dev.evert.sql.syntax;

import java.util.List;
import java.util.Locale;
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
   * @param columns of the rows, where the query says what they are: {@code as (a int, b text)}
   */
  record Functions(
      List<Syntax.Call> calls, boolean ordinality, List<TypedColumn> columns, Span span)
      implements TableSyntax {
    public Functions {
      calls = List.copyOf(calls);
      columns = List.copyOf(columns);
    }
  }

  /** A column with its type. */
  record TypedColumn(String name, TypeName type, Span span) {}

  /**
   * {@code tumble(t, ts, interval '1 hour')} and its like: the rows of a table, each with windows
   * in time.
   *
   * @param partition what sessions are told apart by
   * @param time of a row
   * @param arguments lengths of time
   */
  record TimeWindows(
      Windowing windowing,
      TableSyntax table,
      List<Syntax> partition,
      Syntax time,
      List<Syntax> arguments,
      Span span)
      implements TableSyntax {
    public TimeWindows {
      partition = List.copyOf(partition);
      arguments = List.copyOf(arguments);
    }
  }

  /** How windows in time are made. */
  enum Windowing {
    TUMBLE,
    HOP,
    SESSION;

    /** As SQL writes it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
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
   * @param merged the name that the columns after {@code using} have together
   */
  record Joined(
      Kind kind,
      TableSyntax left,
      TableSyntax right,
      @Nullable Syntax on,
      List<String> using,
      boolean natural,
      @Nullable String merged,
      Span span)
      implements TableSyntax {
    public Joined {
      using = List.copyOf(using);
    }

    /** With a name for what is merged. */
    public Joined named(String name) {
      return new Joined(kind, left, right, on, using, natural, name, span);
    }
  }

  /**
   * A join with the nearest row in time.
   *
   * @param kind inner or left
   * @param moment after {@code for system_time as of}
   * @param match after {@code match_condition}
   */
  record AsofJoined(
      Kind kind,
      TableSyntax left,
      TableSyntax right,
      @Nullable Syntax moment,
      @Nullable Syntax match,
      Syntax on,
      Span span)
      implements TableSyntax {}

  /** Which rows a join keeps that find no partner. */
  enum Kind {
    INNER,
    LEFT,
    RIGHT,
    FULL
  }
}
