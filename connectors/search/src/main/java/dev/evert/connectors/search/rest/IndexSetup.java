package dev.evert.connectors.search.rest;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.SinkProgress;
import java.util.List;
import java.util.Optional;

/** Makes, checks and removes an index and what is known of its progress. */
final class IndexSetup {
  private static final String ANOTHER = "Drop the index, or name another in the URI.";

  private final RestClient client;
  private final TargetIndex index;
  private final String name;
  private final IndexOptions options;
  private final String pipe;
  private final ProgressIndex progress;

  IndexSetup(RestClient client, TargetIndex index, String name, IndexOptions options, String pipe) {
    this.client = client;
    this.index = index;
    this.name = name;
    this.options = options;
    this.pipe = pipe;
    this.progress = new ProgressIndex(client);
  }

  /** An index that is fit to be written to. */
  record Ready(IndexFacts facts, ProgressIndex.Entry entry) {}

  /**
   * Makes the index if it is not there, and checks it if it is.
   *
   * @throws EvertException {@link ErrorCode#SINK_FOREIGN}, {@link ErrorCode#SINK_MISFIT} or {@link
   *     ErrorCode#STORE_VERSION}
   */
  Ready run(Schema schema) throws InterruptedException {
    ServerVersion.check(client);
    if (index.look().isEmpty()) {
      index.create(schema, pipe, options);
    }
    IndexFacts facts = look();
    checkOwner(facts);
    checkFields(schema, facts);
    Optional<ProgressIndex.Entry> entry = progress.read(facts.uuid());
    if (entry.isPresent()) {
      return new Ready(facts, entry.get());
    }
    return begin(schema, facts);
  }

  private IndexFacts look() throws InterruptedException {
    return index
        .look()
        .orElseThrow(() -> new EvertException(ErrorCode.SINK_MISFIT, "index " + name + " is gone"));
  }

  private void checkOwner(IndexFacts facts) throws InterruptedException {
    if (facts.pipe().isPresent()) {
      if (!facts.pipe().get().equals(pipe)) {
        throw new EvertException(
            ErrorCode.SINK_FOREIGN,
            "index " + name + " belongs to pipe " + facts.pipe().get() + ", not to " + pipe);
      }
      return;
    }
    long documents = index.count();
    if (documents > 0) {
      throw new EvertException(
          ErrorCode.SINK_FOREIGN,
          "index " + name + " holds " + documents + " documents that no pipe wrote");
    }
  }

  private void checkFields(Schema schema, IndexFacts facts) {
    List<String> differences = IndexSchema.differences(schema, facts.fields());
    if (!differences.isEmpty()) {
      throw new EvertException(
          ErrorCode.SINK_MISFIT,
          "index " + name + " does not fit: " + String.join("; ", differences),
          ANOTHER);
    }
    if (!facts.durable()) {
      throw new EvertException(
          ErrorCode.SINK_MISFIT,
          "index " + name + " acknowledges writes before they are on disk",
          "Set index.translog.durability to request.");
    }
  }

  /** Begins with an index without progress: it must be empty, else nobody knows what it holds. */
  private Ready begin(Schema schema, IndexFacts facts) throws InterruptedException {
    long documents = index.count();
    if (documents > 0) {
      throw new EvertException(
          ErrorCode.SINK_MISFIT,
          "index "
              + name
              + " holds "
              + documents
              + " documents, but "
              + ProgressIndex.NAME
              + " does not say how far it is: it was restored or copied",
          ANOTHER);
    }
    addFields(schema, facts);
    progress.create();
    ProgressIndex.Entry entry =
        new ProgressIndex.Entry(facts.name(), pipe, schema, Optional.empty());
    progress.write(facts.uuid(), entry);
    return new Ready(look(), entry);
  }

  /** Adds the fields that the index lacks. */
  void addFields(Schema schema, IndexFacts facts) throws InterruptedException {
    checkFields(schema, facts);
    index.add(schema, facts.fields(), pipe);
  }

  /** Remembers that the rows have further columns now, all of them in all documents. */
  Ready widened(Ready before, Schema wider, Optional<SinkProgress> reached)
      throws InterruptedException {
    ProgressIndex.Entry entry =
        new ProgressIndex.Entry(before.facts().name(), pipe, wider, reached);
    progress.write(before.facts().uuid(), entry);
    return new Ready(look(), entry);
  }

  /**
   * Makes progress durable.
   *
   * @throws EvertException {@link ErrorCode#SINK_MISFIT} if the index is not the one that was
   *     prepared: a server makes an index anew when something is written to one that was deleted
   */
  Ready save(Ready ready, SinkProgress reached) throws InterruptedException {
    if (!index.uuid().equals(Optional.of(ready.facts().uuid()))) {
      throw new EvertException(
          ErrorCode.SINK_MISFIT,
          "index " + name + " was deleted while the pipe wrote to it",
          "Delete it once more, then start the pipe again: it fills the index anew.");
    }
    ProgressIndex.Entry entry =
        new ProgressIndex.Entry(
            ready.facts().name(), pipe, ready.entry().schema(), Optional.of(reached));
    progress.write(ready.facts().uuid(), entry);
    return new Ready(ready.facts(), entry);
  }

  /** Removes the index with its progress, if it is this pipe's. */
  void drop() throws InterruptedException {
    Optional<IndexFacts> facts = index.look();
    if (facts.isPresent()) {
      checkOwner(facts.get());
      index.delete(facts.get().name());
      progress.delete(facts.get().uuid());
    }
  }
}
