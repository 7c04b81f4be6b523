package dev.evert.dataflow;

import dev.evert.spi.row.Schema;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A node of the graph that {@link CircuitBuilder} builds a circuit from. {@code detail} says in
 * words what the node's functions do; two nodes of one kind with the same detail and the same
 * inputs are taken to be equal, and kept state is found again by it.
 */
public sealed interface Node
    permits Node.Table,
        Node.Stream,
        Node.Variable,
        Node.Recursion,
        Node.Filter,
        Node.Map,
        Node.FlatMap,
        Node.Join,
        Node.Aggregate,
        Node.Distinct,
        Node.Union,
        Node.SetOperation,
        Node.Top,
        Node.Window,
        TimeNode {

  /** The nodes whose rows this one takes. */
  List<Node> inputs();

  /** What the node does, in words. */
  String detail();

  /** Identifies the node with all that it is computed from, from run to run. */
  default String fingerprint() {
    return Fingerprints.of(this);
  }

  /**
   * Whether rows only ever come: none is taken back, and no weight is negative. What is kept for
   * the day when a row goes need not be kept then.
   */
  default boolean isAppendOnly() {
    return AppendOnly.holds(this);
  }

  /**
   * The rows of a table.
   *
   * @param watermark how it keeps its own time; null if it does not
   */
  record Table(String name, Schema schema, @Nullable Watermark watermark) implements Node {
    public Table {
      if (watermark != null) {
        Objects.checkIndex(watermark.column(), schema.width());
      }
      Objects.requireNonNull(name);
      Objects.requireNonNull(schema);
    }

    @Override
    public List<Node> inputs() {
      return List.of();
    }

    @Override
    public String detail() {
      return name;
    }
  }

  /**
   * The rows of a stream: they come and stay, and the stream itself keeps none of them.
   *
   * @param watermark how it keeps its own time; null if it does not
   */
  record Stream(String name, Schema schema, @Nullable Watermark watermark) implements Node {
    public Stream {
      if (watermark != null) {
        Objects.checkIndex(watermark.column(), schema.width());
      }
      Objects.requireNonNull(name);
      Objects.requireNonNull(schema);
    }

    @Override
    public List<Node> inputs() {
      return List.of();
    }

    @Override
    public String detail() {
      return name;
    }
  }

  /**
   * Inside of a {@link Recursion}: what one of its bodies gave in the iteration before.
   *
   * @param recursion the name of the recursion
   * @param index of the body
   */
  record Variable(String recursion, int index) implements Node {
    public Variable {
      Objects.requireNonNull(recursion);
    }

    @Override
    public List<Node> inputs() {
      return List.of();
    }

    @Override
    public String detail() {
      return "variable " + index + " of " + recursion;
    }
  }

  /**
   * What nodes come to that read each other through variables: the variables are empty first, then
   * they hold what the bodies gave, until nothing changes.
   *
   * @param name tells its variables apart from those of others
   * @param bodies a node for each variable; inside of one no other recursion reads a variable
   * @param result which body's rows are given
   */
  record Recursion(String name, List<Node> bodies, int result, Iterations iterations, String detail)
      implements Node {
    public Recursion {
      Objects.requireNonNull(name);
      bodies = List.copyOf(bodies);
      Objects.checkIndex(result, bodies.size());
      Objects.requireNonNull(iterations);
      Objects.requireNonNull(detail);
    }

    /** The same of which the first result is asked for: what is computed is the same. */
    public Recursion core() {
      return new Recursion(name, bodies, 0, iterations, detail);
    }

    @Override
    public List<Node> inputs() {
      return bodies;
    }
  }

  /** The rows of which a condition is true. */
  record Filter(Node input, RowPredicate condition, String detail) implements Node {
    public Filter {
      Objects.requireNonNull(input);
      Objects.requireNonNull(condition);
      Objects.requireNonNull(detail);
    }

    @Override
    public List<Node> inputs() {
      return List.of(input);
    }
  }

  /** A row for each row. */
  record Map(Node input, RowFunction function, String detail) implements Node {
    public Map {
      Objects.requireNonNull(input);
      Objects.requireNonNull(function);
      Objects.requireNonNull(detail);
    }

    @Override
    public List<Node> inputs() {
      return List.of(input);
    }
  }

  /** Any number of rows for each row. */
  record FlatMap(Node input, RowsFunction function, String detail) implements Node {
    public FlatMap {
      Objects.requireNonNull(input);
      Objects.requireNonNull(function);
      Objects.requireNonNull(detail);
    }

    @Override
    public List<Node> inputs() {
      return List.of(input);
    }
  }

  /** A row for each pair of rows with equal keys of which the residual condition is true. */
  record Join(
      Node left,
      JoinKey leftKey,
      Node right,
      JoinKey rightKey,
      JoinKind kind,
      @Nullable PairPredicate residual,
      PairFunction out,
      String detail)
      implements Node {
    public Join {
      Objects.requireNonNull(left);
      Objects.requireNonNull(leftKey);
      Objects.requireNonNull(right);
      Objects.requireNonNull(rightKey);
      Objects.requireNonNull(kind);
      Objects.requireNonNull(out);
      Objects.requireNonNull(detail);
    }

    @Override
    public List<Node> inputs() {
      return List.of(left, right);
    }
  }

  /** A row for each group of rows. */
  record Aggregate(
      Node input,
      RowFunction groupKey,
      RowFunction arguments,
      List<AggregateCall> calls,
      boolean global,
      String detail)
      implements Node {
    public Aggregate {
      Objects.requireNonNull(input);
      Objects.requireNonNull(groupKey);
      Objects.requireNonNull(arguments);
      calls = List.copyOf(calls);
      Objects.requireNonNull(detail);
    }

    /** The functions of the calls. */
    public List<AggregateFunction> functions() {
      return AggregateCall.functions(calls);
    }

    @Override
    public List<Node> inputs() {
      return List.of(input);
    }
  }

  /** Each row once, however often the input has it. */
  record Distinct(Node input, String detail) implements Node {
    public Distinct {
      Objects.requireNonNull(input);
      Objects.requireNonNull(detail);
    }

    @Override
    public List<Node> inputs() {
      return List.of(input);
    }
  }

  /** All rows of all inputs. */
  record Union(List<Node> inputs, String detail) implements Node {
    public Union {
      inputs = List.copyOf(inputs);
      Objects.requireNonNull(detail);
      if (inputs.isEmpty()) {
        throw new IllegalArgumentException("a union of nothing");
      }
    }
  }

  /** What two multisets have in common, or one has beyond the other. */
  record SetOperation(Node left, Node right, RowFunction key, SetKind kind, String detail)
      implements Node {
    public SetOperation {
      Objects.requireNonNull(left);
      Objects.requireNonNull(right);
      Objects.requireNonNull(key);
      Objects.requireNonNull(kind);
      Objects.requireNonNull(detail);
    }

    @Override
    public List<Node> inputs() {
      return List.of(left, right);
    }
  }

  /**
   * The first rows of each partition in an order.
   *
   * @param partitionKey writes nothing where all rows are one partition
   * @param numbered whether each row has its place, counted from 1, after its fields; only of a top
   *     that {@link #isBounded}
   */
  record Top(
      Node input,
      boolean isPartitioned,
      RowFunction partitionKey,
      RowFunction sortKey,
      long offset,
      long limit,
      Extent extent,
      boolean numbered,
      String detail)
      implements Node {
    /** The most rows of a partition that are kept in one piece. */
    public static final int MAX_BOUNDED = 256;

    public Top {
      Objects.requireNonNull(input);
      Objects.requireNonNull(partitionKey);
      Objects.requireNonNull(sortKey);
      Objects.requireNonNull(extent);
      Objects.requireNonNull(detail);
      if (offset < 0 || limit < 0 || (extent == Extent.GROUPS && offset > 0)) {
        throw new IllegalArgumentException("offset " + offset + ", limit " + limit);
      }
      if (numbered && !isBounded(input, offset, limit, extent)) {
        throw new IllegalArgumentException("numbers of rows that may go");
      }
    }

    /** Whether no rows but the first few need be kept: none goes, so that no other moves up. */
    public boolean isBounded() {
      return isBounded(input, offset, limit, extent);
    }

    /** Whether no rows but the first few of an input need be kept. */
    public static boolean isBounded(Node input, long offset, long limit, Extent extent) {
      return extent == Extent.ROWS
          && offset == 0
          && 0 < limit
          && limit <= MAX_BOUNDED
          && input.isAppendOnly();
    }

    /** What is counted, and where that ends. */
    public enum Extent {
      /** So many rows. */
      ROWS,
      /** So many rows, and those that have the sort key of the last of them. */
      TIES,
      /** The rows of so many sort keys. */
      GROUPS
    }

    @Override
    public List<Node> inputs() {
      return List.of(input);
    }
  }

  /** Each row, with the results of functions of the rows around it. */
  record Window(
      Node input,
      RowFunction partitionKey,
      RowFunction sortKey,
      RowFunction arguments,
      List<RowFunction> bounds,
      List<WindowFunction> functions,
      String detail)
      implements Node {
    public Window {
      Objects.requireNonNull(input);
      Objects.requireNonNull(partitionKey);
      Objects.requireNonNull(sortKey);
      Objects.requireNonNull(arguments);
      bounds = List.copyOf(bounds);
      functions = List.copyOf(functions);
      Objects.requireNonNull(detail);
    }

    @Override
    public List<Node> inputs() {
      return List.of(input);
    }
  }
}
