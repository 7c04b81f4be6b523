package dev.evert.dataflow;

import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.operator.Assembly;
import dev.evert.dataflow.state.StateStore;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds circuits. Nodes with equal fingerprints become one operator. */
public final class CircuitBuilder {
  private final Map<String, Node.Table> tables = new LinkedHashMap<>();
  private final Map<String, Node.Stream> streams = new LinkedHashMap<>();
  private final List<ViewPlan> views = new ArrayList<>();
  private final List<IndexPlan> indexes = new ArrayList<>();
  private final List<EmissionPlan> emissions = new ArrayList<>();
  private int batchRows = Delta.FULL_ROWS;

  /**
   * About how many rows an operator hands on at once, at most: what a change brings about is handed
   * on in pieces. Results do not depend on it.
   */
  public CircuitBuilder batchRows(int rows) {
    if (rows < 1 || rows > Delta.FULL_ROWS) {
      throw new IllegalArgumentException("batches of " + rows + " rows");
    }
    batchRows = rows;
    return this;
  }

  /**
   * The rows of a table, each with all columns of the schema.
   *
   * @param schema with a key: each change replaces or removes the row with its key; without one:
   *     the table is a multiset
   */
  public Node.Table table(String name, Schema schema) {
    return table(name, schema, null);
  }

  /**
   * The rows of a table that keeps its own time.
   *
   * @param watermark null if it does not
   */
  public Node.Table table(String name, Schema schema, @Nullable Watermark watermark) {
    Node.Table table = new Node.Table(name, schema, watermark);
    Node.Table earlier = tables.putIfAbsent(name, table);
    if (earlier != null && !earlier.equals(table)) {
      throw new IllegalArgumentException("table " + name + " with two declarations");
    }
    return earlier == null ? table : earlier;
  }

  /**
   * The rows of a stream, each with all columns of the schema. They are only ever added, and those
   * who compute with them keep what they need: nobody can read the stream's rows back, or take them
   * back.
   */
  public Node.Stream stream(String name, Schema schema) {
    return stream(name, schema, null);
  }

  /**
   * The rows of a stream that keeps its own time: those that are late are left out.
   *
   * @param watermark null if it does not
   */
  public Node.Stream stream(String name, Schema schema, @Nullable Watermark watermark) {
    if (tables.containsKey(name)) {
      throw new IllegalArgumentException(name + " is a table");
    }
    Node.Stream stream = new Node.Stream(name, schema, watermark);
    Node.Stream earlier = streams.putIfAbsent(name, stream);
    if (earlier != null && !earlier.equals(stream)) {
      throw new IllegalArgumentException("stream " + name + " with two declarations");
    }
    return earlier == null ? stream : earlier;
  }

  /** The rows of which the condition is true. */
  public Node filter(Node input, RowPredicate condition, String detail) {
    return new Node.Filter(input, condition, detail);
  }

  /** Inside of a recursion: what one of its bodies gave in the iteration before. */
  public Node variable(String recursion, int index) {
    return new Node.Variable(recursion, index);
  }

  /**
   * What nodes come to that read each other through variables; see {@link Node.Recursion}.
   *
   * @param name that the variables were made with
   */
  public Node recursion(
      String name, List<Node> bodies, int result, Iterations iterations, String detail) {
    return new Node.Recursion(name, bodies, result, iterations, detail);
  }

  /** Any number of rows for each row. */
  public Node flatMap(Node input, RowsFunction function, String detail) {
    return new Node.FlatMap(input, function, detail);
  }

  /** A row for each row. */
  public Node map(Node input, RowFunction function, String detail) {
    return new Node.Map(input, function, detail);
  }

  /**
   * A row for each pair of rows with equal keys of which the residual condition is true; in a left
   * join also one for each left row without such a pair. A semi join gives the left rows that have
   * such a pair, an anti join those that have none: {@code out} is then given an empty right row.
   */
  public Node join(
      Node left,
      JoinKey leftKey,
      Node right,
      JoinKey rightKey,
      JoinKind kind,
      @Nullable PairPredicate residual,
      PairFunction out,
      String detail) {
    return new Node.Join(left, leftKey, right, rightKey, kind, residual, out, detail);
  }

  /**
   * A row for each group: the fields of the group's key, then one for each function.
   *
   * @param groupKey writes the key's fields, in {@link dev.evert.spi.row.KeyFormat}
   * @param arguments writes what {@link AggregateCall} says that the functions are given
   * @param global there is no key, and always exactly one row, also of nothing
   */
  public Node aggregate(
      Node input,
      RowFunction groupKey,
      RowFunction arguments,
      List<AggregateCall> calls,
      boolean global,
      String detail) {
    return new Node.Aggregate(input, groupKey, arguments, calls, global, detail);
  }

  /** Each row once. */
  public Node distinct(Node input, String detail) {
    return new Node.Distinct(input, detail);
  }

  /** All rows of all inputs, equal ones counted each. */
  public Node union(List<Node> inputs, String detail) {
    return new Node.Union(inputs, detail);
  }

  /**
   * What two multisets have in common, or one has beyond the other. Of equal rows that look
   * different those of the left side are given, the least first.
   *
   * @param key writes the row's fields in {@link dev.evert.spi.row.KeyFormat}: rows are equal if
   *     these are
   */
  public Node setOperation(Node left, Node right, RowFunction key, SetKind kind, String detail) {
    return new Node.SetOperation(left, right, key, kind, detail);
  }

  /**
   * The rows at the places {@code offset} to {@code offset + limit} in an order. Rows with equal
   * sort keys come in the order of their bytes.
   *
   * @param sortKey writes bytes that sort, unsigned, as the rows are to; prefix-free
   */
  public Node top(Node input, RowFunction sortKey, long offset, long limit, String detail) {
    return top(input, null, sortKey, offset, limit, Node.Top.Extent.ROWS, detail);
  }

  /**
   * The rows at the places {@code offset} to {@code offset + limit} of each partition in an order.
   * Rows with equal keys come in the order of their bytes.
   *
   * @param partitionKey writes the key of the row's partition, in {@link
   *     dev.evert.spi.row.KeyFormat}; null if all rows are one partition
   * @param sortKey writes bytes that sort, unsigned, as the rows are to; prefix-free
   */
  public Node top(
      Node input,
      @Nullable RowFunction partitionKey,
      RowFunction sortKey,
      long offset,
      long limit,
      Node.Top.Extent extent,
      String detail) {
    boolean partitioned = partitionKey != null;
    RowFunction key = partitionKey == null ? (_, _, _, _) -> {} : partitionKey;
    return new Node.Top(input, partitioned, key, sortKey, offset, limit, extent, false, detail);
  }

  /**
   * The first rows of each partition in an order, each with its place in it, counted from 1, as
   * int8 after its fields.
   *
   * @param input and {@code limit} such that {@link Node.Top#isBounded}
   */
  public Node numberedTop(
      Node input, RowFunction partitionKey, RowFunction sortKey, long limit, String detail) {
    return new Node.Top(
        input, true, partitionKey, sortKey, 0, limit, Node.Top.Extent.ROWS, true, detail);
  }

  /**
   * Each row of the input, with a field for each function after its own. Rows with equal keys come
   * in the order of their bytes.
   *
   * @param partitionKey writes the key of the row's partition, in {@link
   *     dev.evert.spi.row.KeyFormat}
   * @param sortKey writes bytes that sort, unsigned, as the partition's rows are to; prefix-free
   * @param arguments writes the fields of all functions' arguments, one after the other
   * @param bounds write what frames are compared with, as {@link Frame.Bound.Key} says
   */
  public Node window(
      Node input,
      RowFunction partitionKey,
      RowFunction sortKey,
      RowFunction arguments,
      List<RowFunction> bounds,
      List<WindowFunction> functions,
      String detail) {
    return new Node.Window(input, partitionKey, sortKey, arguments, bounds, functions, detail);
  }

  /**
   * Each row with the session that it is in; see {@link TimeNode.Sessions}.
   *
   * @param partitionKey writes the key of the row's partition, in {@link
   *     dev.evert.spi.row.KeyFormat}
   * @param time writes the row's time as int8, never null
   * @param gap how far apart the times of rows of one session may be
   */
  public Node sessions(
      Node input, RowFunction partitionKey, RowFunction time, long gap, String detail) {
    return new TimeNode.Sessions(input, partitionKey, time, gap, detail);
  }

  /** Each left row with the nearest right row before it; see {@link TimeNode.Nearest}. */
  public Node nearest(
      Node left,
      JoinKey leftKey,
      Node right,
      JoinKey rightKey,
      int placeBytes,
      boolean includesEqual,
      boolean isOuter,
      PairFunction out,
      String detail) {
    return new TimeNode.Nearest(
        left, leftKey, right, rightKey, placeBytes, includesEqual, isOuter, out, detail);
  }

  /** The changes of a table that were late; see {@link TimeNode.Late}. */
  public Node late(Node.Table table) {
    return new TimeNode.Late(table);
  }

  /**
   * A row for each group of rows in a window, when it is over; see {@link TimeNode.FinalGroups}.
   */
  public Node finalGroups(
      Node input,
      RowFunction groupKey,
      RowFunction time,
      Windowing windowing,
      RowFunction arguments,
      List<AggregateCall> calls,
      Clock.OfTables clock,
      String detail) {
    return new TimeNode.FinalGroups(
        input, groupKey, time, windowing, arguments, calls, clock, detail);
  }

  /** The rows of a stream that were late; see {@link TimeNode.Late}. */
  public Node late(Node.Stream stream) {
    return new TimeNode.Late(stream);
  }

  /** The rows of which a condition is true at the present time; see {@link TimeNode.During}. */
  public Node during(Node input, Clock clock, TimedPredicate condition, String detail) {
    return new TimeNode.During(input, clock, condition, detail);
  }

  /** A node that lets go of what is behind watermarks; see {@link TimeNode.Forgetting}. */
  public Node forgetting(
      Node node, @Nullable Horizon left, @Nullable Horizon right, String detail) {
    return new TimeNode.Forgetting(node, left, right, detail);
  }

  /**
   * Keeps a node's rows as a view.
   *
   * @param schema of the node's rows; its key, if it has one, is unique among them
   */
  public void output(String view, Node node, Schema schema) {
    if (view.isEmpty()) {
      throw new IllegalArgumentException("an output needs a name");
    }
    if (views.stream().anyMatch(other -> other.name().equals(view))) {
      throw new IllegalArgumentException("two outputs are named " + view);
    }
    views.add(new ViewPlan(view, node, schema));
  }

  /**
   * Keeps a node's rows by some of their columns.
   *
   * @param types of the node's rows
   * @param columns indexes into the types
   */
  public void index(String name, Node node, List<Type> types, List<Integer> columns) {
    int[] key = columns.stream().mapToInt(Integer::intValue).toArray();
    indexes.add(new IndexPlan(name, node, columns, JoinKey.columns(types, key)));
  }

  /**
   * Hands a node's changes on as they come; nothing is kept of them, and a row that goes again
   * after a restart may have been handed on before.
   *
   * @param consumer called in {@link Circuit#step}
   */
  public void emit(String name, Node node, ChangeConsumer consumer) {
    if (emissions.stream().anyMatch(other -> other.name().equals(name))) {
      throw new IllegalArgumentException("two emissions are named " + name);
    }
    emissions.add(new EmissionPlan(name, node, consumer));
  }

  private CircuitPlan plan() {
    return new CircuitPlan(
        List.copyOf(tables.values()),
        List.copyOf(streams.values()),
        views,
        indexes,
        emissions,
        batchRows);
  }

  /**
   * Makes the circuit. It begins with the state of the store's checkpoint if that has the same
   * fingerprint, and empty otherwise.
   */
  public Circuit build(StateStore store) {
    return Assembly.restore(plan(), store);
  }

  /** Makes the circuit, and begins empty in any case. */
  public Circuit buildEmpty(StateStore store) {
    return Assembly.begin(plan(), store);
  }

  /**
   * Makes a circuit that goes on where others are: operators, tables and views that one of them has
   * too go on with its state, all else begins empty. An operator that reads rows that are there
   * already has to be among those of the others.
   *
   * @param circuits that were published at one time, and not stepped since; what several of them
   *     have is taken from the first. They are not to be used or closed any more. The readers of
   *     their views go on
   */
  public Circuit buildFrom(StateStore store, List<Circuit> circuits) {
    return Assembly.inherit(plan(), store, circuits);
  }
}
