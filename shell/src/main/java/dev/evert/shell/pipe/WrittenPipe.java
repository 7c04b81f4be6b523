package dev.evert.shell.pipe;

import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.error.TextPlace;
import java.util.List;

/**
 * A pipe and the text that it was read from.
 *
 * @param text as it was written; it may hold secrets
 * @param canonical the same pipe without secrets, with absolute paths: what may be stored, printed
 *     and read again
 * @param definition with the secrets that connectors need
 * @param sources where they stand in {@code text}
 * @param queries where they stand there
 * @param sinks where they stand there; the text's end for one that is left out
 * @param secret whether {@code text} holds a password
 */
public record WrittenPipe(
    String text,
    String canonical,
    PipeDefinition definition,
    List<Span> sources,
    List<Span> queries,
    List<Span> sinks,
    boolean secret) {
  public WrittenPipe {
    sources = List.copyOf(sources);
    queries = List.copyOf(queries);
    sinks = List.copyOf(sinks);
  }

  /** A failure that names no place, as being about one. */
  public EvertException at(Span span, EvertException failure) {
    TextPlace place = TextPlace.of(text, span.from(), Math.max(span.to(), span.from() + 1));
    String message = String.valueOf(failure.getMessage());
    return EvertException.at(place, failure.code(), message, failure.remedy());
  }

  /**
   * A failure in a query, pointing into the pipe instead.
   *
   * @param failure whose part is the number of the query that its place counts in
   */
  public EvertException relocated(EvertException failure) {
    if (failure.place().isEmpty() || failure.part() >= queries.size()) {
      return failure;
    }
    TextPlace inQuery = failure.place().get();
    Span span = queries.get(failure.part());
    String sql = text.substring(span.from(), span.to());
    int from = span.from() + TextPlaces.offset(sql, inQuery.line(), inQuery.column());
    int to = span.from() + TextPlaces.offset(sql, inQuery.endLine(), inQuery.endColumn()) + 1;
    TextPlace place = TextPlace.of(text, from, to);
    String message = String.valueOf(failure.getMessage());
    return EvertException.at(
        place,
        failure.code(),
        message.replace(inQuery.toString(), place.toString()),
        failure.remedy());
  }
}
