package dev.evert.engine;

import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.engine.pipe.PipeDefinition.Input;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.spi.uri.StoreUri;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Schemas and pipes of tests. */
final class Definitions {
  /** Accounts: id, owner, balance, note. */
  static final Schema KEYED =
      new Schema(
          List.of(
              Column.required("id", Type.Simple.INT4),
              Column.required("owner", Type.Simple.INT4),
              Column.required("balance", Type.Simple.INT8),
              Column.nullable("note", Type.Text.ANY)),
          List.of(0));

  /** Visits: place, number. */
  static final Schema UNKEYED =
      new Schema(
          List.of(Column.required("place", Type.Text.ANY), Column.required("n", Type.Simple.INT4)),
          List.of());

  private Definitions() {}

  /** The table of a source as it is, into sinks. */
  static PipeDefinition copy(String source, String... sinks) {
    return pipe(List.of(new Input(PipeDefinition.INPUT, table(source, 0))), List.of(), sinks);
  }

  /** A query over inputs. */
  static PipeDefinition query(List<Input> inputs, String query, String... sinks) {
    return pipe(inputs, List.of(query), sinks);
  }

  /** The inputs of a source: its tables 0, 1, …, named so. */
  static List<Input> inputs(String source, String... names) {
    List<Input> inputs = new ArrayList<>();
    for (String name : names) {
      inputs.add(new Input(name, table(source, inputs.size())));
    }
    return inputs;
  }

  private static StoreUri table(String source, int number) {
    return StoreUri.parse("db://" + source + "/" + number);
  }

  private static PipeDefinition pipe(List<Input> inputs, List<String> queries, String... sinks) {
    List<StoreUri> targets = Stream.of(sinks).map(name -> StoreUri.parse("mem:" + name)).toList();
    return new PipeDefinition("test", inputs, queries, targets);
  }
}
