package dev.evert.dataflow.operator;

import dev.evert.dataflow.JoinKey;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.Watermark;
import dev.evert.dataflow.arrangement.Expiry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes what rows are looked up in by a key: once for all who look up the same. */
final class Arrangements {
  private final Assembly assembly;
  private final Map<String, TableGate> tables;
  private final Dependencies dependencies;
  private final Consumer<Operator> operators;
  private final Map<String, ArrangeOperator> arranged = new HashMap<>();
  private final Map<String, IndexOperator> indexed = new HashMap<>();
  private final Set<String> keyed = new HashSet<>();

  /**
   * @param tables by their names
   * @param operators takes what is made
   */
  Arrangements(
      Assembly assembly,
      Map<String, TableGate> tables,
      Dependencies dependencies,
      Consumer<Operator> operators) {
    this.assembly = assembly;
    this.tables = tables;
    this.dependencies = dependencies;
    this.operators = operators;
  }

  /**
   * The arrangement of a node's rows by a key; a table's own if the key is the table's.
   *
   * @param expiry has what nobody needs expire, which is not done in a table's own; or null
   * @param detail says what expires
   */
  Arranged by(Node node, JoinKey key, @Nullable Expiry expiry, String detail) {
    if (isOwn(node, key) && node instanceof Node.Table table) {
      TableGate gate = tables.get(table.name());
      if (gate != null) {
        return gate.table().arranged();
      }
    }
    String origin = Origins.arranged(key, assembly.fingerprint(node));
    String id = expiry == null ? origin : origin + " behind " + detail;
    return shared(arranged, id, expiry, () -> arrange(node, key, id, origin)).arranged();
  }

  private <T extends Operator> T shared(
      Map<String, T> all, String id, @Nullable Expiry expiry, Supplier<T> maker) {
    T known = all.get(id);
    if (known == null) {
      known = dependencies.note(maker);
      operators.accept(known);
      all.put(id, known);
      known.arrangements().forEach(arrangement -> arrangement.expire(expiry));
    }
    dependencies.use(known);
    return known;
  }

  private ArrangeOperator arrange(Node node, JoinKey key, String id, String origin) {
    Feed input = assembly.operator(node).out();
    return new ArrangeOperator(
        node.detail(), key, input, assembly.arrangement(id), keyErrors(origin));
  }

  /** Keys that fail are told of once, in however many ways rows are arranged by them. */
  private @Nullable RowErrors keyErrors(String origin) {
    return keyed.add(origin) ? assembly.errors(origin) : null;
  }

  /** A table that forgets rows by itself keeps them for nobody else. */
  static boolean isOwn(Node node, JoinKey key) {
    return node instanceof Node.Table table && !forgets(table) && isPrimary(table, key);
  }

  private static boolean forgets(Node.Table table) {
    Watermark watermark = table.watermark();
    return watermark != null && watermark.appendOnly();
  }

  /**
   * The index of a node's rows by a key.
   *
   * @param expiry has what nobody needs expire, or null
   * @param detail says what expires
   */
  RowIndex index(Node node, JoinKey key, @Nullable Expiry expiry, String detail) {
    String origin = Origins.arranged(key, assembly.fingerprint(node));
    String id = expiry == null ? origin : origin + " behind " + detail;
    return shared(indexed, id, expiry, () -> indexed(node, key, id, origin)).index();
  }

  private IndexOperator indexed(Node node, JoinKey key, String id, String origin) {
    Feed input = assembly.operator(node).out();
    return new IndexOperator(
        node.detail(), key, input, assembly.arrangement("index " + id), keyErrors(origin));
  }

  private static boolean isPrimary(Node.Table table, JoinKey key) {
    int[] columns = table.schema().key().stream().mapToInt(Integer::intValue).toArray();
    return columns.length > 0 && key.id().equals(JoinKey.columnsId(columns));
  }
}
