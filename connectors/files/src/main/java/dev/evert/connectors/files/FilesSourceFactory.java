package dev.evert.connectors.files;

import dev.evert.spi.Surroundings;
import dev.evert.spi.source.Source;
import dev.evert.spi.source.SourceFactory;
import dev.evert.spi.uri.StoreUri;
import java.util.List;
import java.util.Set;

/** Makes sources of {@code file:} URIs: CSV, JSON lines and Parquet. */
public final class FilesSourceFactory implements SourceFactory {

  @Override
  public Set<String> schemes() {
    return Set.of("file");
  }

  @Override
  public String group(StoreUri uri) {
    return uri.toString();
  }

  @Override
  public Source open(List<StoreUri> tables, Surroundings surroundings) {
    return new FilesSource(tables.stream().map(FileTable::new).toList(), surroundings.clock());
  }
}
