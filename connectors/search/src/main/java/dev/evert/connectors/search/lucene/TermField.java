package dev.evert.connectors.search.lucene;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Type;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Values that are found whole or not at all, as the text that PostgreSQL prints for them. Longer
 * than Lucene's longest term they are not found.
 */
record TermField(String name, Type type, boolean anywhere) implements ColumnField {

  @Override
  public void add(RowReader in, Document out) {
    BytesRef term = new BytesRef(text(in));
    if (term.length <= IndexWriter.MAX_TERM_LENGTH) {
      out.add(new StringField(name, term, Field.Store.NO));
    }
  }

  @Override
  public Query exact(String text) {
    return new TermQuery(new Term(name, canonical(text)));
  }

  @Override
  public Query range(
      @Nullable String low, @Nullable String high, boolean withLow, boolean withHigh) {
    return TermRangeQuery.newStringRange(
        name,
        low == null ? null : canonical(low),
        high == null ? null : canonical(high),
        withLow,
        withHigh);
  }

  private String canonical(String text) {
    return text(FieldText.read(type, text));
  }

  private String text(RowReader in) {
    StringBuilder out = new StringBuilder();
    TextFormat.format(type, in, out);
    return out.toString();
  }
}
