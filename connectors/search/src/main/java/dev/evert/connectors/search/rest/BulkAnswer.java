package dev.evert.connectors.search.rest;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.text.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the answer to a bulk request. */
final class BulkAnswer {
  /** What of the answer is wanted: of a success nothing but its status. */
  static final String FILTER =
      "filter_path=items.*.status,items.*.error.type,items.*.error.reason,items.*.error.caused_by";

  private BulkAnswer() {}

  /**
   * The outcomes of the items, in their order.
   *
   * @throws EvertException {@link ErrorCode#CONNECTION_LOST} if the answer is not whole
   */
  static List<ItemOutcome> read(RestAnswer answer, int items) {
    List<ItemOutcome> outcomes = new ArrayList<>(items);
    try {
      JsonReader json = answer.json();
      json.beginObject();
      while (json.nextName()) {
        if (json.name().equals("items")) {
          json.beginArray();
          while (json.nextElement()) {
            outcomes.add(item(json));
          }
        } else {
          json.skip();
        }
      }
    } catch (EvertException e) {
      throw cut("it is no JSON: " + e.getMessage(), e);
    }
    if (outcomes.size() != items) {
      throw cut("wanted " + items + " items, got " + outcomes.size(), null);
    }
    return outcomes;
  }

  private static EvertException cut(String why, @Nullable Throwable e) {
    return new EvertException(
        ErrorCode.CONNECTION_LOST, "the answer to a bulk request is not whole: " + why, null, e);
  }

  /** {@code {"index": {"status": 201}}}. */
  private static ItemOutcome item(JsonReader json) {
    int status = 0;
    ServerError error = new ServerError("", "");
    json.beginObject();
    while (json.nextName()) {
      json.beginObject();
      while (json.nextName()) {
        switch (json.name()) {
          case "status" -> status = Integer.parseInt(json.readNumber());
          case "error" -> error = ServerError.read(json);
          default -> json.skip();
        }
      }
    }
    return ItemOutcome.of(status, error);
  }
}
