package dev.evert.dataflow;

import dev.evert.spi.row.Schema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Names nodes by what they compute. */
final class Fingerprints {
  private static final int BYTES = 16;

  private Fingerprints() {}

  static String of(Node node) {
    return of(node, new IdentityHashMap<>());
  }

  /** A shared node is looked at once, or a deep graph would cost its number of paths. */
  static String of(Node node, Map<Node, String> known) {
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
  private static String describe(Node node) {
    return switch (node) {
      case Node.Table(String name, Schema schema) ->
          "table " + name + " " + schema.types() + " " + schema.key();
      case Node.Filter filter -> "filter " + filter.detail();
      case Node.Map map -> "map " + map.detail();
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
      case Node.Top top -> "top " + top.offset() + " " + top.limit() + " " + top.detail();
    };
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
