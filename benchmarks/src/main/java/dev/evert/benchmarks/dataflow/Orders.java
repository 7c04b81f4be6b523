package dev.evert.benchmarks.dataflow;

import dev.evert.dataflow.AggregateCall;
import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.JoinKey;
import dev.evert.dataflow.JoinKind;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.TableInput;
import dev.evert.dataflow.state.StateStore;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.KeyColumns;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Orders of customers: two tables, and views of them. Writes rows without allocation. */
final class Orders {
  static final Schema ORDERS =
      new Schema(
          List.of(
              Column.required("id", Type.Simple.INT8),
              Column.required("customer", Type.Simple.INT8),
              Column.required("amount", Type.Simple.INT8),
              Column.required("note", Type.Text.ANY)),
          List.of(0));
  static final Schema CUSTOMERS =
      new Schema(
          List.of(
              Column.required("id", Type.Simple.INT8),
              Column.required("region", Type.Simple.INT8),
              Column.required("name", Type.Text.ANY)),
          List.of(0));
  private static final byte[] NOTE = "an order of some goods".getBytes(StandardCharsets.UTF_8);

  private final KeyColumns orderKey = new KeyColumns(ORDERS);
  private final KeyColumns customerKey = new KeyColumns(CUSTOMERS);
  private final RowWriter row = new RowWriter();

  private Orders() {}

  static Orders create() {
    return new Orders();
  }

  /** Only the table. */
  static Circuit table(StateStore store) {
    CircuitBuilder builder = new CircuitBuilder();
    builder.table("orders", ORDERS);
    return builder.build(store);
  }

  /** The table and a view of all of it. */
  static Circuit copy(StateStore store) {
    CircuitBuilder builder = new CircuitBuilder();
    builder.output("copy", builder.table("orders", ORDERS), ORDERS);
    return builder.build(store);
  }

  /** The number and sum of orders of each customer, with the name. */
  static Circuit spent(StateStore store) {
    CircuitBuilder builder = new CircuitBuilder();
    Node joined = joined(builder);
    KeyColumns group = new KeyColumns(JOINED.types(), new int[] {0});
    RowReader reader = new RowReader();
    Node grouped =
        builder.aggregate(
            joined,
            group::copy,
            (bytes, from, to, out) -> {
              reader.set(bytes, from, to);
              reader.readInt8();
              out.putInt4(reader.readInt4());
            },
            List.of(
                new AggregateCall(
                    new AggregateFunction.Count(), AggregateCall.NONE, AggregateCall.NONE),
                new AggregateCall(
                    new AggregateFunction.Sum(Type.Simple.INT4), 0, AggregateCall.NONE)),
            false,
            "count, sum by customer");
    builder.output("spent", grouped, SPENT);
    return builder.build(store);
  }

  /** All orders with the region of their customer. */
  static Circuit regions(StateStore store) {
    CircuitBuilder builder = new CircuitBuilder();
    RowReader right = new RowReader();
    Node joined =
        builder.join(
            builder.table("orders", ORDERS),
            JoinKey.columns(ORDERS.types(), 1),
            builder.table("customers", CUSTOMERS),
            JoinKey.columns(CUSTOMERS.types(), 0),
            JoinKind.INNER,
            null,
            (l, lf, lt, r, rf, rt, out) -> {
              out.putEncoded(l, lf, lt - lf);
              right.set(r, rf, rt);
              right.readInt8();
              out.putInt8(right.readInt8());
            },
            "orders with regions");
    builder.output("regions", joined, REGIONS);
    return builder.build(store);
  }

  static final Schema REGIONS =
      new Schema(
          List.of(
              Column.required("id", Type.Simple.INT8),
              Column.required("customer", Type.Simple.INT8),
              Column.required("amount", Type.Simple.INT8),
              Column.required("note", Type.Text.ANY),
              Column.required("region", Type.Simple.INT8)),
          List.of(0));
  static final Schema JOINED =
      new Schema(
          List.of(
              Column.required("customer", Type.Simple.INT8),
              Column.required("amount", Type.Simple.INT4)),
          List.of());
  static final Schema SPENT =
      new Schema(
          List.of(
              Column.required("customer", Type.Simple.INT8),
              Column.required("count", Type.Simple.INT8),
              Column.nullable("sum", Type.Simple.INT8)),
          List.of(0));

  private static Node joined(CircuitBuilder builder) {
    RowReader left = new RowReader();
    return builder.join(
        builder.table("orders", ORDERS),
        JoinKey.columns(ORDERS.types(), 1),
        builder.table("customers", CUSTOMERS),
        JoinKey.columns(CUSTOMERS.types(), 0),
        JoinKind.INNER,
        null,
        (l, lf, lt, r, rf, rt, out) -> {
          left.set(l, lf, lt);
          left.readInt8();
          out.putInt8(left.readInt8());
          out.putInt4((int) left.readInt8());
        },
        "orders of customers");
  }

  void order(TableInput input, long id, long customer, long amount, long cause) {
    row.reset();
    row.putInt8(id);
    row.putInt8(customer);
    row.putInt8(amount);
    row.putBytes(NOTE, 0, NOTE.length);
    upsert(input, orderKey, cause);
  }

  void customer(TableInput input, long id, long region, long cause) {
    row.reset();
    row.putInt8(id);
    row.putInt8(region);
    row.putBytes(NOTE, 0, 8);
    upsert(input, customerKey, cause);
  }

  private void upsert(TableInput input, KeyColumns key, long cause) {
    int to = row.size();
    key.copy(row.buffer(), 0, to, row);
    input.upsert(row.buffer(), to, row.size(), 0, to, cause);
  }
}
