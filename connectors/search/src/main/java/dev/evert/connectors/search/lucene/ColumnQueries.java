package dev.evert.connectors.search.lucene;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * Reads Lucene's query syntax by the types of the columns: what is compared with a number or date
 * is one. A word without column is looked for in every column that it can be a value of; the best
 * of them counts.
 */
final class ColumnQueries extends QueryParser {
  /** How much the columns beside the best one add to a row's score. */
  private static final float TIE = 0.1f;

  private static final String ANY = "*";

  private final List<ColumnField> columns;

  ColumnQueries(List<ColumnField> columns, Analyzer analyzer) {
    super(null, analyzer);
    this.columns = columns;
    setAllowLeadingWildcard(true);
  }

  /**
   * The query that a text stands for.
   *
   * @throws EvertException {@link ErrorCode#INVALID_ARGUMENT}, with the place
   */
  Query read(String text) {
    try {
      Query query = parse(text);
      return onlyNot(query) ? everythingBut((BooleanQuery) query) : query;
    } catch (ParseException e) {
      throw unreadable(text, e);
    }
  }

  private static EvertException unreadable(String text, ParseException e) {
    String place =
        e.getCause() instanceof ParseException cause && cause.currentToken != null
            ? "at character " + cause.currentToken.next.beginColumn + " of '" + text + "'"
            : "'" + text + "'";
    return new EvertException(
        ErrorCode.INVALID_ARGUMENT,
        "the search query can not be understood " + place,
        "Mend the query; signs that mean something in queries are escaped by a backslash.",
        e);
  }

  private static boolean onlyNot(Query query) {
    return query instanceof BooleanQuery bool
        && !bool.clauses().isEmpty()
        && bool.clauses().stream().allMatch(BooleanClause::isProhibited);
  }

  private static Query everythingBut(BooleanQuery query) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(MatchAllDocsQuery.INSTANCE, BooleanClause.Occur.MUST);
    query.clauses().forEach(all::add);
    return all.build();
  }

  /** A query in one column. */
  @FunctionalInterface
  private interface InColumn {
    @Nullable Query query(ColumnField column) throws ParseException;
  }

  private Query anywhere(InColumn in) throws ParseException {
    List<Query> queries = new ArrayList<>();
    for (ColumnField column : columns) {
      Query query = column.anywhere() ? in.query(column) : null;
      if (query != null) {
        queries.add(query);
      }
    }
    return queries.isEmpty()
        ? new MatchNoDocsQuery("no column can hold it")
        : new DisjunctionMaxQuery(queries, TIE);
  }

  private @Nullable Query in(@Nullable String field, InColumn in) throws ParseException {
    return field == null ? anywhere(in) : in.query(column(field));
  }

  private ColumnField column(String name) {
    List<ColumnField> like = new ArrayList<>();
    for (ColumnField column : columns) {
      if (column.name().equals(name)) {
        return column;
      }
      if (column.name().equalsIgnoreCase(name)) {
        like.add(column);
      }
    }
    if (like.size() == 1) {
      return like.getFirst();
    }
    String names = columns.stream().map(ColumnField::name).collect(Collectors.joining(", "));
    throw new EvertException(
        ErrorCode.INVALID_ARGUMENT,
        "the search query names a column " + name + "; there are " + names,
        "Name one of the columns; before a colon that belongs to a word put a backslash.");
  }

  /** A field that is no column, but may be asked for: the whole text of one, or the index's own. */
  private boolean isTerm(@Nullable String field) {
    return RowIndexer.ID.equals(field)
        || RowIndexer.OPERATION.equals(field)
        || columns.stream().anyMatch(c -> c instanceof WordsField w && w.keyword().equals(field));
  }

  @Override
  protected @Nullable Query getFieldQuery(@Nullable String field, String text, boolean quoted)
      throws ParseException {
    if (isTerm(field)) {
      return new TermQuery(new Term(field, text));
    }
    return in(
        field,
        column ->
            column instanceof WordsField
                ? super.getFieldQuery(column.name(), text, quoted)
                : value(column, text, field != null));
  }

  @Override
  protected @Nullable Query getFieldQuery(@Nullable String field, String text, int slop)
      throws ParseException {
    if (isTerm(field)) {
      return new TermQuery(new Term(field, text));
    }
    return in(
        field,
        column ->
            column instanceof WordsField
                ? super.getFieldQuery(column.name(), text, slop)
                : value(column, text, field != null));
  }

  /** Rows with a value; where the column was not named, a text that is no value finds nothing. */
  private static @Nullable Query value(ColumnField column, String text, boolean named) {
    try {
      return column.exact(text);
    } catch (EvertException e) {
      if (named) {
        throw invalid(column, e);
      }
      return null;
    }
  }

  private static EvertException invalid(ColumnField column, EvertException e) {
    return new EvertException(
        ErrorCode.INVALID_ARGUMENT,
        "the search query, column " + column.name() + ": " + e.getMessage(),
        "Give a value of the column's type; one with spaces or colons in quotes.",
        e);
  }

  @Override
  protected @Nullable Query getRangeQuery(
      @Nullable String field,
      @Nullable String low,
      @Nullable String high,
      boolean withLow,
      boolean withHigh)
      throws ParseException {
    return in(
        field,
        column -> {
          try {
            return column.range(low, high, withLow, withHigh);
          } catch (EvertException e) {
            throw invalid(column, e);
          }
        });
  }

  @Override
  protected @Nullable Query getWildcardQuery(@Nullable String field, String text)
      throws ParseException {
    if (ANY.equals(text)) {
      return field == null || ANY.equals(field)
          ? MatchAllDocsQuery.INSTANCE
          : exists(column(field));
    }
    return in(field, column -> words(column, field, super.getWildcardQuery(column.name(), text)));
  }

  private static Query exists(ColumnField column) {
    return column instanceof WordsField
        ? new FieldExistsQuery(column.name())
        : column.range(null, null, true, true);
  }

  @Override
  protected @Nullable Query getPrefixQuery(@Nullable String field, String text)
      throws ParseException {
    if (isTerm(field)) {
      return new PrefixQuery(new Term(field, text));
    }
    return in(
        field,
        column ->
            column instanceof TermField
                ? new PrefixQuery(new Term(column.name(), text))
                : words(column, field, super.getPrefixQuery(column.name(), text)));
  }

  @Override
  protected @Nullable Query getFuzzyQuery(@Nullable String field, String text, float minSimilarity)
      throws ParseException {
    return in(
        field,
        column -> words(column, field, super.getFuzzyQuery(column.name(), text, minSimilarity)));
  }

  @Override
  protected @Nullable Query getRegexpQuery(@Nullable String field, String text)
      throws ParseException {
    return in(field, column -> words(column, field, super.getRegexpQuery(column.name(), text)));
  }

  private static @Nullable Query words(ColumnField column, @Nullable String field, Query query) {
    if (column instanceof WordsField) {
      return query;
    }
    if (field == null) {
      return null;
    }
    throw new EvertException(
        ErrorCode.INVALID_ARGUMENT,
        "the search query: column " + column.name() + " has no words, it is compared as a whole",
        "Search for a value or for a range, like " + column.name() + ":[1 TO 9].");
  }
}
