package dev.evert.connectors.search.lucene;

import dev.evert.spi.row.RowReader;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.jspecify.annotations.Nullable;

/**
 * Text: its words, and the whole of it as one term in a field of its own ({@link #KEYWORD}). Of a
 * text longer than {@link #MAX_KEYWORD_CHARS} there are the words only: nobody asks for it whole,
 * and such terms would be most of the index.
 */
record WordsField(String name) implements ColumnField {
  /** What the name of the field with the whole text ends in, as in OpenSearch. */
  static final String KEYWORD = ".keyword";

  /** The longest text that is indexed whole, in UTF-16 units. */
  static final int MAX_KEYWORD_CHARS = 256;

  String keyword() {
    return name + KEYWORD;
  }

  @Override
  public void add(RowReader in, Document out) {
    String text = in.readText();
    out.add(new TextField(name, text, Field.Store.NO));
    if (text.length() <= MAX_KEYWORD_CHARS) {
      out.add(new StringField(keyword(), text, Field.Store.NO));
    }
  }

  @Override
  public Query exact(String text) {
    return new TermQuery(new Term(keyword(), text));
  }

  @Override
  public Query range(
      @Nullable String low, @Nullable String high, boolean withLow, boolean withHigh) {
    return TermRangeQuery.newStringRange(keyword(), low, high, withLow, withHigh);
  }

  @Override
  public boolean anywhere() {
    return true;
  }
}
