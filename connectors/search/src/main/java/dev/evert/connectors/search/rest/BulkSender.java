package dev.evert.connectors.search.rest;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends bulk requests until each item is applied or known to be refused. What the server could not
 * just now, or may have done without saying so, is sent again: items have versions, so that this is
 * without harm. Used by several threads at once.
 */
final class BulkSender {
  private final RestClient client;
  private final String path;
  private final Pace pace;
  private final BulkLimit limit;
  private final Waiting waiting;

  /** Who is told of waits; called by several threads at once. */
  @FunctionalInterface
  interface Waiting {
    void tell(String reason, long waitMillis);
  }

  BulkSender(RestClient client, TargetIndex index, Pace pace, BulkLimit limit, Waiting waiting) {
    this.client = client;
    this.path = index.path() + "/_bulk?timeout=60s&" + BulkAnswer.FILTER;
    this.pace = pace;
    this.limit = limit;
    this.waiting = waiting;
  }

  /**
   * Sends a request.
   *
   * @return the items that were not applied
   * @throws EvertException transient if nothing succeeds for as long as {@link Pace} says;
   *     otherwise if the server would refuse every document
   */
  <T> BulkResult<T> send(BulkBody<T> body) throws InterruptedException {
    BulkResult<T> result = BulkResult.empty();
    Backoff backoff = new Backoff(pace, RandomGenerator.getDefault());
    BulkBody<T> rest = body;
    while (true) {
      Attempt attempt = attempt(rest, result);
      EvertException reason = attempt.reason();
      if (reason == null) {
        return result;
      }
      if (attempt.again().size() < rest.items().size()) {
        backoff.reset();
      }
      rest = rest.only(attempt.again());
      pause(backoff, reason);
    }
  }

  private void pause(Backoff backoff, EvertException reason) throws InterruptedException {
    if (backoff.exhausted()) {
      throw reason;
    }
    long millis = backoff.next();
    waiting.tell(String.valueOf(reason.getMessage()), millis);
    TimeUnit.MILLISECONDS.sleep(millis);
  }

  /** The places of the items that are to be sent again, and why. */
  private record Attempt(List<Integer> again, @Nullable EvertException reason) {
    static final Attempt DONE = new Attempt(List.of(), null);

    static Attempt all(int items, EvertException reason) {
      return new Attempt(IntStream.range(0, items).boxed().toList(), reason);
    }
  }

  private <T> Attempt attempt(BulkBody<T> body, BulkResult<T> result) throws InterruptedException {
    if (limit.isBeyondServer(body.sizeBytes())) {
      return tooLarge(body, result);
    }
    try {
      RestAnswer answer = client.send("POST", path, body.publisher());
      if (answer.status() == 413) {
        return tooLarge(body, result);
      }
      if (!answer.isSuccess()) {
        throw RestFailure.of("write to the index", answer);
      }
      return sort(body, BulkAnswer.read(answer, body.items().size()), result);
    } catch (EvertException e) {
      if (!e.transientFailure()) {
        throw e;
      }
      if (e.code() == ErrorCode.STORE_BUSY) {
        limit.shrink();
      }
      return Attempt.all(body.items().size(), e);
    }
  }

  /** Sends half as much at once; a single document that is too large has no place here. */
  private <T> Attempt tooLarge(BulkBody<T> body, BulkResult<T> result) throws InterruptedException {
    int items = body.items().size();
    if (items == 1) {
      String reason = "the document has " + body.sizeBytes() + " bytes, more than the server takes";
      ServerError error = new ServerError("content_too_large", reason);
      result.refused().add(new BulkResult.Refusal<>(body.items().getFirst(), error));
      return Attempt.DONE;
    }
    limit.shrink();
    List<Integer> places = IntStream.range(0, items).boxed().toList();
    result.addAll(send(body.only(places.subList(0, items / 2))));
    result.addAll(send(body.only(places.subList(items / 2, items))));
    return Attempt.DONE;
  }

  private <T> Attempt sort(BulkBody<T> body, List<ItemOutcome> outcomes, BulkResult<T> result) {
    List<Integer> again = new ArrayList<>();
    EvertException reason = null;
    for (int i = 0; i < outcomes.size(); i++) {
      T item = body.items().get(i);
      switch (outcomes.get(i)) {
        case ItemOutcome.Done() -> {}
        case ItemOutcome.Stale(long version) ->
            result.stale().add(new BulkResult.Conflict<>(item, version));
        case ItemOutcome.Refused(ServerError error) ->
            result.refused().add(new BulkResult.Refusal<>(item, error));
        case ItemOutcome.Again(ServerError error) -> {
          again.add(i);
          reason = busy(error);
        }
        case ItemOutcome.Impossible(ErrorCode code, ServerError error) ->
            throw new EvertException(code, "can not write to the index: " + error);
      }
    }
    return regulated(again, reason);
  }

  private Attempt regulated(List<Integer> again, @Nullable EvertException reason) {
    if (reason == null) {
      limit.grow();
      return Attempt.DONE;
    }
    limit.shrink();
    return new Attempt(again, reason);
  }

  private static EvertException busy(ServerError error) {
    return new EvertException(ErrorCode.STORE_BUSY, "the server can not write now: " + error);
  }
}
