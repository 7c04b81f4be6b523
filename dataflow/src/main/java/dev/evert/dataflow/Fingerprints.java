package dev.evert.dataflow;

import dev.evert.spi.row.Schema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;

/** Names nodes and circuits by what they compute. */
public final class Fingerprints {
  private static final int BYTES = 16;

  /** What circuits keep besides their operators' state is laid out in this form. */
  private static final String STATE_FORMAT =
      "errors by origin, arrangements by horizon, counts of one size, alarms apart, jsonb in order";

  private Fingerprints() {}

  static String of(Node node) {
    return of(node, new IdentityHashMap<>());
  }

  /** Identifies a circuit. */
  static String of(CircuitPlan plan) {
    IdentityHashMap<Node, String> known = new IdentityHashMap<>();
    List<String> parts = new ArrayList<>(List.of(STATE_FORMAT));
    for (Node.Table table : plan.tables()) {
      parts.add(table.name() + " " + of(table, known));
    }
    for (Node.Stream stream : plan.streams()) {
      parts.add(stream.name() + " " + of(stream, known));
    }
    for (ViewPlan view : plan.views()) {
      parts.add(view.name() + " " + view.schema().key() + " " + of(view.node(), known));
    }
    for (IndexPlan index : plan.indexes()) {
      parts.add("index " + index.name() + " " + index.columns() + " " + of(index.node(), known));
    }
    for (EmissionPlan emission : plan.emissions()) {
      parts.add("emit " + emission.name() + " " + of(emission.node(), known));
    }
    return hash(parts.toArray(new String[0]));
  }

  /** A shared node is looked at once, or a deep graph would cost its number of paths. */
  public static String of(Node node, IdentityHashMap<Node, String> known) {
    String earlier = known.get(node);
    if (earlier != null) {
      return earlier;
    }
    List<String> inputs = node.inputs().stream().map(input -> of(input, known)).toList();
    String print = hash(describe(node), String.join(",", inputs));
    known.put(node, print);
    return print;
  }

  /** A table's rows are as wide as its schema, so all that holds its rows depends on the types. */
  private static String describe(Node.Table table) {
    Schema schema = table.schema();
    Watermark watermark = table.watermark();
    String time = watermark == null ? "" : " " + watermark;
    return "table " + table.name() + " " + schema.types() + " " + schema.key() + time;
  }

  private static String describe(Node node) {
    return switch (node) {
      case Node.Table table -> describe(table);
      case TimeNode.Late _ -> "late";
      case TimeNode.Nearest nearest -> nearest(nearest);
      case TimeNode.During during -> "during " + during.clock() + " " + during.detail();
      case TimeNode.Forgetting forgetting -> "forgetting " + forgetting.detail();
      // Rows of a stream may have any of its columns: which ones, only their names say.
      case Node.Stream(String name, Schema schema, Watermark watermark) ->
          "stream " + name + " " + schema + (watermark == null ? "" : " " + watermark);
      case Node.Variable(String recursion, int index) -> "variable " + recursion + " " + index;
      case Node.Recursion recursion ->
          "recursion %s %d %s %s"
              .formatted(
                  recursion.name(), recursion.result(), recursion.iterations(), recursion.detail());
      case Node.Filter filter -> "filter " + filter.detail();
      case Node.Map map -> "map " + map.detail();
      case Node.FlatMap map -> "flat map " + map.detail();
      case Node.Join join ->
          "join "
              + join.kind()
              + " "
              + join.leftKey().id()
              + " = "
              + join.rightKey().id()
              + " "
              + (join.residual() != null)
              + " "
              + join.detail();
      case Node.Aggregate aggregate ->
          "aggregate "
              + aggregate.functions()
              + " "
              + aggregate.global()
              + " "
              + aggregate.detail();
      case Node.Distinct distinct -> "distinct " + distinct.detail();
      case Node.Union union -> "union " + union.detail();
      case Node.SetOperation operation ->
          "set operation " + operation.kind() + " " + operation.detail();
      case Node.Window window -> "window " + window.functions() + " " + window.detail();
      case TimeNode.FinalGroups groups ->
          "final groups "
              + groups.windowing()
              + " "
              + AggregateCall.functions(groups.calls())
              + " "
              + groups.clock()
              + " "
              + groups.detail();
      case TimeNode.Sessions sessions -> "sessions " + sessions.gap() + " " + sessions.detail();
      case Node.Top top ->
          "top "
              + top.offset()
              + " "
              + top.limit()
              + " "
              + (top.extent() == Node.Top.Extent.ROWS ? "" : top.extent() + " ")
              + (top.isPartitioned() ? "partitioned " : "")
              + (top.numbered() ? "numbered " : "")
              + top.detail();
    };
  }

  private static String nearest(TimeNode.Nearest nearest) {
    return "nearest %s %s %d %b %b %s"
        .formatted(
            nearest.leftKey().id(),
            nearest.rightKey().id(),
            nearest.placeBytes(),
            nearest.includesEqual(),
            nearest.isOuter(),
            nearest.detail());
  }

  /** Lengths go in too, so that parts can not run into each other. */
  static String hash(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
