package dev.evert.connectors.search.lucene;

import dev.evert.spi.row.RowReader;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Text: its words, and the whole of it as one term in a field of its own ({@link #KEYWORD}). Of a
 * text longer than Lucene's longest term (32,766 bytes) there are the words only.
 */
record WordsField(String name) implements ColumnField {
  /** What the name of the field with the whole text ends in, as in OpenSearch. */
  static final String KEYWORD = ".keyword";

  String keyword() {
    return name + KEYWORD;
  }

  @Override
  public void add(RowReader in, Document out) {
    String text = in.readText();
    out.add(new TextField(name, text, Field.Store.NO));
    BytesRef whole = new BytesRef(text);
    if (whole.length <= IndexWriter.MAX_TERM_LENGTH) {
      out.add(new StringField(keyword(), whole, Field.Store.NO));
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
