package dev.evert.benchmarks.nexmark;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.util.List;
import java.util.Locale;

/** The three streams of Nexmark, with their columns. */
enum EventKind {
  PERSON(0, "person"),
  AUCTION(1, "auction"),
  BID(2, "bid");

  private static final List<EventKind> ALL = List.of(values());

  private final int code;
  private final String stream;

  EventKind(int code, String stream) {
    this.code = code;
    this.stream = stream;
  }

  private static Column number(String name) {
    return Column.required(name, Type.Simple.INT8);
  }

  private static Column text(String name) {
    return Column.required(name, Type.Text.ANY);
  }

  private static Column time(String name) {
    return Column.required(name, Type.Simple.TIMESTAMP);
  }

  /** What the kind is written as. */
  int code() {
    return code;
  }

  /** The kind that is written so. */
  static EventKind of(int code) {
    return ALL.get(code);
  }

  /** The name of the stream. */
  String stream() {
    return stream;
  }

  private List<Column> columns() {
    return switch (this) {
      case PERSON ->
          List.of(
              number("id"),
              text("name"),
              text("emailAddress"),
              text("creditCard"),
              text("city"),
              text("state"),
              time("dateTime"),
              text("extra"));
      case AUCTION ->
          List.of(
              number("id"),
              text("itemName"),
              text("description"),
              number("initialBid"),
              number("reserve"),
              time("dateTime"),
              time("expires"),
              number("seller"),
              number("category"),
              text("extra"));
      case BID ->
          List.of(
              number("auction"),
              number("bidder"),
              number("price"),
              text("channel"),
              text("url"),
              time("dateTime"),
              text("extra"));
    };
  }

  /** For SQL that says names without quotes. */
  Schema schema() {
    return new Schema(
        columns().stream()
            .map(c -> Column.required(c.name().toLowerCase(Locale.ROOT), c.type()))
            .toList(),
        List.of());
  }
}
