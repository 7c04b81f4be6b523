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
 * @param queries where they stand in {@code text}
 * @param secret whether {@code text} holds a password
 */
public record WrittenPipe(
    String text, String canonical, PipeDefinition definition, List<Span> queries, boolean secret) {
  public WrittenPipe {
    queries = List.copyOf(queries);
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
