package dev.evert.sql.syntax;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement as written. */
public sealed interface Statement {

  /** Where it stands. */
  Span span();

  /** A statement that changes what there is, and no rows. */
  sealed interface Definition extends Statement {}

  /** A statement that changes rows of one table. */
  sealed interface Change extends Statement {
    /** The table. */
    ObjectName table();
  }

  /**
   * {@code create table}.
   *
   * @param watermark how the table keeps its own time; null if it does not
   * @param appendOnly whether rows are only added
   */
  record CreateTable(
      ObjectName name,
      boolean ifNotExists,
      List<ColumnSyntax> columns,
      List<ConstraintSyntax> constraints,
      @Nullable WatermarkSyntax watermark,
      boolean appendOnly,
      Span span)
      implements Definition {
    public CreateTable {
      columns = List.copyOf(columns);
      constraints = List.copyOf(constraints);
    }
  }

  /**
   * {@code create [materialized] view}.
   *
   * @param materialized whether its rows are kept, or is only short for its query
   * @param columns names for the query's columns; empty: its own
   * @param options what stands in {@code with (…)}
   * @param sql the query's text
   */
  record CreateView(
      ObjectName name,
      boolean materialized,
      boolean ifNotExists,
      List<String> columns,
      List<Option> options,
      String sql,
      Query query,
      Span span)
      implements Definition {
    public CreateView {
      columns = List.copyOf(columns);
      options = List.copyOf(options);
    }
  }

  /** {@code name = value}. */
  record Option(Syntax.Name name, Syntax value) {}

  /**
   * {@code create index}: an arrangement by columns.
   *
   * @param name null if none is given
   */
  record CreateIndex(
      @Nullable ObjectName name,
      boolean ifNotExists,
      ObjectName on,
      List<Syntax.Name> columns,
      Span span)
      implements Definition {
    public CreateIndex {
      columns = List.copyOf(columns);
    }
  }

  /**
   * {@code create function … using jar}, or {@code create aggregate function}.
   *
   * @param orReplace whether it may take the place of one of the name
   * @param aggregate whether it is a function of the rows of a group
   * @param returns null if it gives rows
   * @param columns of the rows that it gives; empty if it gives a value
   * @param method the names of class and method, with a point between them
   * @param jar where the jar is, or {@code sha256:} and its hash
   * @param jarSpan where that is written
   */
  record CreateFunction(
      ObjectName name,
      boolean orReplace,
      boolean aggregate,
      List<TypeName> parameters,
      @Nullable TypeName returns,
      List<ColumnSyntax> columns,
      String method,
      String jar,
      Span jarSpan,
      Span span)
      implements Definition {
    public CreateFunction {
      parameters = List.copyOf(parameters);
      columns = List.copyOf(columns);
    }
  }

  /** {@code drop table | view | materialized view | index …}. */
  record Drop(Kind kind, boolean ifExists, List<ObjectName> names, boolean cascade, Span span)
      implements Definition {
    public Drop {
      names = List.copyOf(names);
    }

    /** What is dropped. */
    public enum Kind {
      TABLE("table"),
      VIEW("view"),
      MATERIALIZED_VIEW("materialized view"),
      INDEX("index"),
      FUNCTION("function");

      private final String words;

      Kind(String words) {
        this.words = words;
      }

      /** As it is written. */
      public String words() {
        return words;
      }
    }
  }

  /**
   * {@code insert into}: either rows that are written down or those of a query.
   *
   * @param columns the table's columns that are given; empty: all, as far as there are values
   * @param rows values; empty where {@code default} is written
   */
  record Insert(
      ObjectName table,
      List<Syntax.Name> columns,
      List<List<Optional<Syntax>>> rows,
      @Nullable Query query,
      Span span)
      implements Change {
    public Insert {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /** {@code update … set … where …}. */
  record Update(
      ObjectName table,
      @Nullable String alias,
      List<Assignment> assignments,
      @Nullable Syntax where,
      Span span)
      implements Change {
    public Update {
      assignments = List.copyOf(assignments);
    }
  }

  /** {@code column = value}; empty where {@code default} is written. */
  record Assignment(Syntax.Name column, Optional<Syntax> value) {}

  /** {@code delete from … where …}. */
  record Delete(ObjectName table, @Nullable String alias, @Nullable Syntax where, Span span)
      implements Change {}

  /** {@code truncate}: all rows go. */
  record Truncate(ObjectName table, Span span) implements Change {}

  /** A query. */
  record Ask(Query query, String sql, Span span) implements Statement {}

  /**
   * {@code explain}.
   *
   * @param analyze whether to tell what the operators hold and did
   * @param view what is explained, if it has a name; otherwise a query
   */
  record Explain(boolean analyze, @Nullable ObjectName view, @Nullable String sql, Span span)
      implements Statement {}

  /** {@code show tables | views | indexes | …}. */
  record Show(String what, Span span) implements Statement {}
}
