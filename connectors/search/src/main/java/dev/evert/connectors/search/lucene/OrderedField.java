package dev.evert.connectors.search.lucene;

import dev.evert.spi.row.KeyFormat;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
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
 * Values that no long holds: numerics of many digits, intervals, times with a zone. Their bytes in
 * {@link KeyFormat} sort as the values do, so that terms of these bytes answer ranges exactly.
 */
record OrderedField(String name, Type type, boolean anywhere) implements ColumnField {

  @Override
  public void add(RowReader in, Document out) {
    BytesRef term = term(in);
    if (term.length <= IndexWriter.MAX_TERM_LENGTH) {
      out.add(new StringField(name, term, Field.Store.NO));
    }
  }

  @Override
  public Query exact(String text) {
    return new TermQuery(new Term(name, parse(text)));
  }

  @Override
  public Query range(
      @Nullable String low, @Nullable String high, boolean withLow, boolean withHigh) {
    return new TermRangeQuery(
        name,
        low == null ? null : parse(low),
        high == null ? null : parse(high),
        withLow,
        withHigh);
  }

  private BytesRef parse(String text) {
    return term(FieldText.read(type, text));
  }

  private BytesRef term(RowReader in) {
    RowWriter key = new RowWriter();
    KeyFormat.copy(type, in, key);
    return new BytesRef(key.toBytes());
  }
}
