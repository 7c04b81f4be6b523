package dev.evert.sql.slt;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.JoinKind;
import dev.evert.dataflow.Node;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Decimal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Computes what a node gives from all rows of its tables: what a circuit must come to. */
final class NodeEvaluation {
  private final Map<String, List<byte[]>> tables;

  NodeEvaluation(Map<String, List<byte[]>> tables) {
    this.tables = tables;
  }

  List<byte[]> rows(Node node) {
    return switch (node) {
      case Node.Table table -> tables.getOrDefault(table.name(), List.of());
      case Node.Filter filter ->
          rows(filter.input()).stream()
              .filter(row -> filter.condition().test(row, 0, row.length))
              .toList();
      case Node.Map map -> rows(map.input()).stream().map(row -> apply(map, row)).toList();
      case Node.Join join -> join(join);
      case Node.Aggregate aggregate -> aggregate(aggregate);
      case Node.Distinct distinct -> {
        TreeMap<byte[], byte[]> set = new TreeMap<>(Arrays::compareUnsigned);
        rows(distinct.input()).forEach(row -> set.put(row, row));
        yield List.copyOf(set.values());
      }
      case Node.Union union -> union.inputs().stream().flatMap(n -> rows(n).stream()).toList();
      case Node.Top top -> top(top);
    };
  }

  private static byte[] apply(Node.Map map, byte[] row) {
    RowWriter out = new RowWriter();
    map.function().apply(row, 0, row.length, out);
    return out.toBytes();
  }

  private List<byte[]> join(Node.Join join) {
    Map<String, List<byte[]>> right = new LinkedHashMap<>();
    for (byte[] row : rows(join.right())) {
      RowWriter key = new RowWriter();
      if (join.rightKey().function().apply(row, 0, row.length, key)) {
        right.computeIfAbsent(hex(key), _ -> new ArrayList<>()).add(row);
      }
    }
    List<byte[]> out = new ArrayList<>();
    for (byte[] row : rows(join.left())) {
      RowWriter key = new RowWriter();
      boolean matches = join.leftKey().function().apply(row, 0, row.length, key);
      List<byte[]> partners = matches ? right.getOrDefault(hex(key), List.of()) : List.of();
      int found = 0;
      for (byte[] partner : partners) {
        if (join.residual() == null
            || join.residual().test(row, 0, row.length, partner, 0, partner.length)) {
          out.add(pair(join, row, partner));
          found++;
        }
      }
      if (found == 0 && join.kind() == JoinKind.LEFT) {
        out.add(pair(join, row, new byte[0]));
      }
    }
    return out;
  }

  private static byte[] pair(Node.Join join, byte[] left, byte[] right) {
    RowWriter out = new RowWriter();
    join.out().apply(left, 0, left.length, right, 0, right.length, out);
    return out.toBytes();
  }

  private static String hex(RowWriter out) {
    return HexFormat.of().formatHex(out.toBytes());
  }

  private List<byte[]> top(Node.Top top) {
    record Sorted(byte[] key, byte[] row) {}

    return rows(top.input()).stream()
        .map(row -> {
          RowWriter key = new RowWriter();
          top.sortKey().apply(row, 0, row.length, key);
          return new Sorted(key.toBytes(), row);
        })
        .sorted((a, b) -> {
          int order = Arrays.compareUnsigned(a.key(), b.key());
          return order != 0 ? order : Arrays.compareUnsigned(a.row(), b.row());
        })
        .skip(top.offset())
        .limit(top.limit())
        .map(Sorted::row)
        .toList();
  }

  private List<byte[]> aggregate(Node.Aggregate node) {
    Map<String, List<byte[]>> groups = new LinkedHashMap<>();
    if (node.global()) {
      groups.put("", new ArrayList<>());
    }
    for (byte[] row : rows(node.input())) {
      RowWriter key = new RowWriter();
      node.groupKey().apply(row, 0, row.length, key);
      RowWriter arguments = new RowWriter();
      node.arguments().apply(row, 0, row.length, arguments);
      groups.computeIfAbsent(hex(key), _ -> new ArrayList<>()).add(arguments.toBytes());
    }
    List<byte[]> out = new ArrayList<>();
    groups.forEach((key, rows) -> {
      RowWriter row = new RowWriter();
      byte[] bytes = HexFormat.of().parseHex(key);
      row.putEncoded(bytes, 0, bytes.length);
      for (int i = 0; i < node.functions().size(); i++) {
        measure(node.functions(), i, rows, row);
      }
      out.add(row.toBytes());
    });
    return out;
  }

  private static void measure(
      List<AggregateFunction> functions, int index, List<byte[]> rows, RowWriter out) {
    AggregateFunction function = functions.get(index);
    List<byte[]> values = new ArrayList<>();
    for (byte[] row : rows) {
      RowReader reader = new RowReader().set(row);
      for (int i = 0; i < index; i++) {
        reader.skip(functions.get(i).argument());
      }
      int from = reader.offset();
      boolean present = reader.isPresent();
      reader.skip(function.argument());
      if (present) {
        values.add(Arrays.copyOfRange(row, from, reader.offset()));
      }
    }
    values.sort(Arrays::compareUnsigned);
    if (function instanceof AggregateFunction.Count) {
      out.putInt8(values.size());
    } else if (values.isEmpty()) {
      out.putNull();
    } else {
      present(function, values, out);
    }
  }

  private static void present(AggregateFunction function, List<byte[]> values, RowWriter out) {
    switch (function) {
      case AggregateFunction.Min _ ->
          out.putEncoded(values.getFirst(), 0, values.getFirst().length);
      case AggregateFunction.Max _ -> out.putEncoded(values.getLast(), 0, values.getLast().length);
      case AggregateFunction.Sum sum -> put(sum.result(), sum(sum.argument(), values), out);
      case AggregateFunction.Avg avg -> {
        BigDecimal total = sum(avg.argument(), values);
        put(
            avg.result(),
            total.divide(BigDecimal.valueOf(values.size()), 16, RoundingMode.HALF_UP),
            out);
      }
      case AggregateFunction.Count _ -> throw new IllegalStateException();
    }
  }

  private static BigDecimal sum(dev.evert.spi.type.Type type, List<byte[]> values) {
    BigDecimal total = BigDecimal.ZERO;
    for (byte[] value : values) {
      StringBuilder text = new StringBuilder();
      dev.evert.spi.text.TextFormat.format(type, new RowReader().set(value), text);
      total = total.add(new BigDecimal(text.toString()));
    }
    return total;
  }

  private static void put(dev.evert.spi.type.Type type, BigDecimal value, RowWriter out) {
    if (type instanceof dev.evert.spi.type.Type.Numeric) {
      out.putNumeric(Decimal.of(value));
    } else {
      dev.evert.spi.text.TextFormat.parse(type, value.toPlainString(), out);
    }
  }
}
