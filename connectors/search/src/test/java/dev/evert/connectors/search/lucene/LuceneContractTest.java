package dev.evert.connectors.search.lucene;

import dev.evert.spi.Surroundings;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkContext;
import dev.evert.spi.type.Type;
import dev.evert.spi.type.Type.Simple;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.contract.SinkContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

class LuceneContractTest extends SinkContract {
  private Path index;
  private @Nullable Sink sink;

  @BeforeEach
  @Override
  protected void fresh() {
    index = scratch.resolve("index");
  }

  @Override
  protected Sink open(SinkContext context, Surroundings surroundings) {
    StoreUri uri = StoreUri.parse("lucene:" + index);
    Sink opened = new LuceneSinkFactory().open(uri, context, surroundings);
    sink = opened;
    return opened;
  }

  @Override
  protected List<Type> types() {
    List<Type> types = new ArrayList<>(List.of(Simple.values()));
    types.add(Type.Numeric.ANY);
    types.add(new Type.Numeric(10, 2));
    types.add(new Type.Numeric(18, -3));
    types.add(new Type.Numeric(40, 10));
    types.add(Type.Text.ANY);
    types.add(new Type.Text(5));
    types.add(new Type.Char(7));
    types.add(new Type.Enumeration("mood", List.of("sad", "so so", "happy")));
    types.add(new Type.Domain("posint", Simple.INT4));
    types.add(new Type.Other("inet"));
    for (Type type : List.copyOf(types)) {
      types.add(new Type.Array(type));
    }
    return types;
  }

  @Override
  protected boolean exclusive() {
    return true;
  }

  /** The index's lock keeps others off: the sink is closed meanwhile. */
  @Override
  protected void damage(Damage damage) throws Exception {
    IndexState state;
    Sink writing = Objects.requireNonNull(sink);
    writing.close();
    try (Directory directory = IndexDirectory.open(index)) {
      state = IndexDirectory.state(index, directory).orElseThrow();
      try (DirectoryReader reader = DirectoryReader.open(directory);
          IndexFiller filler = new IndexFiller(index, state.language(), IndexDirectory::open)) {
        Document document = someDocument(reader);
        Term id = new RowIndexer(state.schema()).term(document.getBinaryValue("_key").bytes);
        switch (damage) {
          case CHANGED -> {
            byte[] other = "{\"id\":0}".getBytes(StandardCharsets.UTF_8);
            document.removeFields("_source");
            document.add(new StoredField("_source", new BytesRef(other)));
            document.add(new StringField("_id", id.bytes(), Field.Store.NO));
            filler.put(id, document);
          }
          case REMOVED -> filler.delete(id);
          case ADDED -> filler.put(new Term("_id", "foreign"), new Document());
        }
        filler.commit(state);
      }
    }
    writing.prepare(state.schema());
  }

  private static Document someDocument(DirectoryReader reader) throws IOException {
    var leaf = reader.leaves().getFirst().reader();
    for (int i = 0; i < leaf.maxDoc(); i++) {
      if (leaf.getLiveDocs() == null || leaf.getLiveDocs().get(i)) {
        return leaf.storedFields().document(i);
      }
    }
    throw new AssertionError("no document in the first segment");
  }

  @Override
  protected boolean refuse() {
    return false;
  }
}
