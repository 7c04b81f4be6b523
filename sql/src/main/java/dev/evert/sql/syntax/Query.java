package dev.evert.sql.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query as written. */
public sealed interface Query {

  /** Where it stands. */
  Span span();

  /**
   * {@code select … from … where … group by … having … window … qualify …}.
   *
   * @param distinctOn the expressions after {@code distinct on}; empty if that is not written
   */
  record Select(
      boolean distinct,
      List<Syntax> distinctOn,
      List<Item> items,
      @Nullable TableSyntax from,
      @Nullable Syntax where,
      @Nullable GroupBy groupBy,
      @Nullable Syntax having,
      List<WindowSyntax.Named> windows,
      @Nullable Syntax qualify,
      Span span)
      implements Query {
    public Select {
      distinctOn = List.copyOf(distinctOn);
      items = List.copyOf(items);
      windows = List.copyOf(windows);
    }

    /** The same with another select list. */
    public Select with(List<Item> items) {
      return new Select(
          distinct, distinctOn, items, from, where, groupBy, having, windows, qualify, span);
    }

    /** The same with another select list, of one item. */
    public Select withItem(Item item) {
      return new Select(
          distinct,
          distinctOn,
          List.of(item),
          from,
          where,
          groupBy,
          having,
          windows,
          qualify,
          span);
    }
  }

  /** An entry of a select list, with the name given to it, if any. */
  record Item(Syntax expression, @Nullable String alias) {}

  /** {@code union [all]}. */
  record Union(boolean all, Query left, Query right, Span span) implements Query {}

  /** {@code intersect [all]} or {@code except [all]}. */
  record SetOperation(SetOperator operator, boolean all, Query left, Query right, Span span)
      implements Query {}

  /** What {@link SetOperation} does. */
  enum SetOperator {
    INTERSECT,
    EXCEPT
  }

  /** {@code values (1, 2), (3, 4)}. */
  record Values(List<List<Syntax>> rows, Span span) implements Query {
    public Values {
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /**
   * A query with {@code order by}, {@code offset} or {@code limit}.
   *
   * @param withTies whether all rows follow that are in the place of the last one
   */
  record Ordered(
      Query query,
      List<SortItem> orderBy,
      @Nullable Syntax offset,
      @Nullable Syntax limit,
      boolean withTies,
      Span span)
      implements Query {
    public Ordered {
      orderBy = List.copyOf(orderBy);
    }
  }

  /** An entry of {@code order by}; nulls come first if asked, or if descending and not asked. */
  record SortItem(Syntax expression, boolean descending, boolean nullsFirst) {}

  /**
   * {@code with a as (…), b as (…)}, in order, each visible to the next and to the body.
   *
   * @param recursive whether a query may read itself
   */
  record With(Recursive recursive, List<Named> queries, Query body, Span span) implements Query {
    public With {
      queries = List.copyOf(queries);
    }
  }

  /** Which queries a query of {@code with} may read. */
  sealed interface Recursive {
    /** Those before it. */
    record No() implements Recursive {}

    /** All of them, and itself. */
    record Plain() implements Recursive {}

    /**
     * All of them and itself, whatever it does with their rows.
     *
     * @param limit how often they are computed at most; 0 if nothing is said
     * @param isFinal whether what they gave then is the result, and not an error
     */
    record Mutual(int limit, boolean isFinal) implements Recursive {}
  }

  /**
   * A query with a name, and names for its columns if any are given.
   *
   * @param types of the columns, if they are given
   * @param trails what else is asked of a recursive query
   */
  record Named(
      String name, List<String> columns, List<TypeName> types, Query query, Trails trails) {
    public Named {
      columns = List.copyOf(columns);
      types = List.copyOf(types);
    }

    /** A query that only its columns are given names of. */
    public Named(String name, List<String> columns, Query query) {
      this(name, columns, List.of(), query, Trails.none());
    }
  }
}
