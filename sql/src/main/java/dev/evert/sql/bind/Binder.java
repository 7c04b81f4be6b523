package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.sql.SqlNames;
import dev.evert.sql.parse.QueryParser;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Span;
import java.util.List;
import java.util.Set;

/** Brings the text of a query to its plan, as it is written: nothing is improved yet. */
public final class Binder {
  private Binder() {}

  /**
   * A plan, and remarks that a person should see.
   *
   * @param notes sentences
   * @param functions the names of those, beyond what is built in, that are called
   */
  public record Bound(Plan plan, List<String> notes, Set<String> functions) {
    public Bound {
      functions = Set.copyOf(functions);
      notes = List.copyOf(notes);
    }
  }

  /** The error that the present is read where nothing comes and goes with it. */
  public static EvertException refusedTime(String sql, Span span) {
    return new Place(sql)
        .error(
            span,
            ErrorCode.SQL_UNSUPPORTED,
            "the time is not supported here: its value could not be derived again",
            "In a view it may be compared with values of a row in where, as in ts > now() - "
                + "interval '1 hour'; else write a constant, or have the time in a column.");
  }

  /** The error that something is not supported; {@code what} is a noun. */
  public static EvertException unsupported(String sql, Span span, String what) {
    return new Place(sql).unsupported(span, what);
  }

  /**
   * Parses and binds.
   *
   * @param columns names for the first columns of the result
   * @param known what the query may name
   * @throws dev.evert.spi.error.EvertException SQL_SYNTAX, SQL_NAME, SQL_TYPE or SQL_UNSUPPORTED,
   *     or the error that a constant makes, with the place
   */
  public static Bound bind(String sql, List<String> columns, SqlNames known) {
    Query query = QueryParser.parse(sql);
    Place place = new Place(sql);
    Catalog catalog = new Catalog(place, known.relations());
    Notes notes = new Notes();
    TypeNames types = new TypeNames(place, catalog.declaredTypes(), known.functions());
    QueryBinder binder = new QueryBinder(place, types, notes);
    Plan plan = binder.bind(query, catalog);
    Query.Named named = new Query.Named("the view", columns, query);
    return new Bound(binder.renamed(plan, named), notes.list(), types.called());
  }

  /**
   * Parses and binds a query that is answered once: the order of its rows counts.
   *
   * @param known what the query may name
   */
  public static Plan bindOnce(String sql, Query query, SqlNames known) {
    Place place = new Place(sql);
    Catalog catalog = new Catalog(place, known.relations());
    TypeNames types = new TypeNames(place, catalog.declaredTypes(), known.functions());
    return new QueryBinder(place, types, new Notes()).keepingOrder(query).bind(query, catalog);
  }
}
