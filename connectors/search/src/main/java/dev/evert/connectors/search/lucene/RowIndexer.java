package dev.evert.connectors.search.lucene;

import dev.evert.connectors.search.document.DocumentFormat;
import dev.evert.connectors.search.document.DocumentId;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.type.Type;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.jspecify.annotations.Nullable;

/**
 * Makes Lucene documents of rows. One thread at a time.
 *
 * <pre>
 *   _id          term: the key in readable form ({@link DocumentId})
 *   _key         stored: the key's bytes
 *   _source      stored: the row as JSON ({@link DocumentFormat})
 *   _position    stored: the position of the event that made the row what it is
 *   _operation   stored, term: that event's operation id, if it has one
 *   column       by type ({@link ColumnField})
 * </pre>
 */
final class RowIndexer {
  static final String ID = "_id";
  static final String KEY = "_key";
  static final String SOURCE = "_source";
  static final String POSITION = "_position";
  static final String OPERATION = "_operation";
  private static final Set<String> RESERVED = Set.of(ID, KEY, SOURCE, POSITION, OPERATION);

  private final Schema schema;
  private final List<ColumnField> fields;
  private final DocumentFormat format;
  private final DocumentId ids;
  private final RowReader reader = new RowReader();

  /**
   * @throws EvertException {@link ErrorCode#SINK_TYPE} if a column's name is one of the index's own
   */
  RowIndexer(Schema schema) {
    this.schema = schema;
    this.fields = fields(schema);
    this.format = new DocumentFormat(schema);
    this.ids = new DocumentId(schema);
  }

  /** The fields of the columns, in order. */
  static List<ColumnField> fields(Schema schema) {
    List<ColumnField> fields =
        schema.columns().stream().map(c -> ColumnField.of(c.name(), c.type())).toList();
    for (ColumnField field : fields) {
      boolean clash = field instanceof WordsField words && schema.indexOf(words.keyword()) >= 0;
      if (clash || RESERVED.contains(field.name())) {
        String name = clash ? field.name() + WordsField.KEYWORD : field.name();
        throw new EvertException(
            ErrorCode.SINK_TYPE,
            "column " + name + ": the index keeps this name for itself",
            "Give the column another name in the query: select … as other_name.");
      }
    }
    return fields;
  }

  /** The term that finds the document of a key. */
  Term term(byte[] key) {
    return new Term(ID, ids.of(key));
  }

  /** The row as it is kept. */
  byte[] source(byte[] row) {
    return format.bytes(row);
  }

  /** The document of the row after a change. */
  Document document(Term term, SinkChange change, byte[] row) {
    Document document = new Document();
    document.add(new StringField(ID, term.bytes(), Field.Store.NO));
    document.add(new StoredField(KEY, change.key()));
    document.add(new StoredField(SOURCE, source(row)));
    document.add(new StoredField(POSITION, change.position()));
    if (change.operation() != null) {
      document.add(new StringField(OPERATION, change.operation().toString(), Field.Store.YES));
    }
    addColumns(row, document);
    return document;
  }

  private void addColumns(byte[] row, Document document) {
    reader.set(row);
    int column = 0;
    while (column < schema.width() && !reader.atEnd()) {
      addColumn(column++, reader, document);
    }
    for (; column < schema.width(); column++) {
      byte @Nullable [] missing = schema.column(column).missing();
      if (missing != null) {
        addColumn(column, new RowReader().set(missing), document);
      }
    }
  }

  private void addColumn(int index, RowReader in, Document document) {
    Column column = schema.column(index);
    if (!in.isPresent()) {
      in.skipAbsent();
    } else if (column.type().base() instanceof Type.Array) {
      addElements(fields.get(index), in, document);
    } else {
      fields.get(index).add(in, document);
    }
  }

  private static void addElements(ColumnField field, RowReader in, Document document) {
    in.beginArray();
    while (!in.atArrayEnd()) {
      if (in.isPresent()) {
        field.add(in, document);
      } else {
        in.skipAbsent();
      }
    }
    in.endArray();
  }
}
