package dev.evert.dataflow.operator;

import dev.evert.dataflow.Node;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.delta.Delta;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes what several nodes come to that read each other's results: first of nothing, then of
 * what they gave before, until nothing changes. What each iteration gave is kept as its difference
 * from the one before; a change from outside changes these differences, in one iteration after the
 * other, as far as it reaches. So a row goes when all that it came from is gone, however it may
 * hold itself up through the others.
 */
final class RecursionOperator extends Operator {
  private final Node.Recursion node;
  private final Iteration iteration = new Iteration();
  private final List<VariableOperator> variables = new ArrayList<>();
  private final List<Port> bodies = new ArrayList<>();
  private final Overrun overrun;
  private final List<ResultOperator> results = new ArrayList<>();
  private Operator[] inside = {};
  private RecursiveOperator[] recursive = {};

  RecursionOperator(Node.Recursion node, Arrangement beyond, RowErrors errors) {
    super("recursion " + node.detail());
    this.node = node;
    this.overrun = new Overrun(label(), node.iterations().max(), beyond, errors);
    for (int i = 0; i < node.bodies().size(); i++) {
      variables.add(new VariableOperator("variable " + i + " of " + node.detail(), iteration));
      results.add(new ResultOperator("result " + i + " of " + node.detail()));
    }
  }

  Iteration iteration() {
    return iteration;
  }

  VariableOperator variable(int index) {
    return variables.get(index);
  }

  /** Gives what a body came to; stands after this operator. */
  ResultOperator result(int index) {
    return results.get(index);
  }

  /**
   * Takes over what is inside.
   *
   * @param operators in an order in which each comes after those that it takes rows from, other
   *     than through variables
   * @param results what the nodes give, in their order
   */
  void fill(List<Operator> operators, List<Feed> results) {
    List<Operator> all = new ArrayList<>(variables);
    all.addAll(operators);
    results.forEach(feed -> bodies.add(new Port(feed)));
    all.add(new Collector());
    inside = all.toArray(new Operator[0]);
    recursive =
        all.stream()
            .filter(RecursiveOperator.class::isInstance)
            .map(RecursiveOperator.class::cast)
            .toArray(RecursiveOperator[]::new);
    for (int i = 0; i < inside.length; i++) {
      inside[i].placeAt(i, this::sweep);
    }
  }

  @Override
  void limit(int rows) {
    super.limit(rows);
    for (Operator operator : inside) {
      operator.limit(rows);
    }
  }

  /** Iterations begin when all that changes outside is known. */
  @Override
  void visitInPart() {
    iteration.now(0);
    sweep(0);
    end();
  }

  @Override
  void visit() {
    iteration.now(0);
    while (iteration.now() != Iteration.NONE) {
      sweep(0);
      iteration.now(next());
    }
    end();
  }

  private void end() {
    for (RecursiveOperator operator : recursive) {
      operator.end();
    }
    overrun.end();
  }

  private void sweep(int from) {
    for (int i = from; i < inside.length; i++) {
      inside[i].visit();
    }
    for (int i = from; i < inside.length; i++) {
      inside[i].reset();
    }
  }

  private int next() {
    int next = Iteration.NONE;
    for (RecursiveOperator operator : recursive) {
      next = Math.min(next, operator.next());
    }
    return next;
  }

  /** Takes what an iteration gave: for the next one, and for those outside. */
  private final class Collector extends Operator {
    Collector() {
      super("collector");
    }

    @Override
    void visit() {
      for (int i = 0; i < bodies.size(); i++) {
        Delta rows = bodies.get(i).take();
        if (rows != null) {
          collect(i, rows);
        }
      }
    }

    private void collect(int variable, Delta rows) {
      int next = iteration.now() + 1;
      boolean beyond = next >= node.iterations().max();
      for (int i = 0; i < rows.size(); i++) {
        byte[] bytes = rows.bytes();
        int from = rows.from(i);
        int to = rows.to(i);
        if (!beyond) {
          variables.get(variable).target(next).add(bytes, from, to, rows.weight(i), rows.cause(i));
        } else if (!node.iterations().isFinal()) {
          overrun.add(variable, bytes, from, to, rows.weight(i), rows.cause(i));
        }
        results.get(variable).add(bytes, from, to, rows.weight(i), rows.cause(i));
      }
    }
  }

  @Override
  List<Arrangement> arrangements() {
    List<Arrangement> all = new ArrayList<>();
    all.add(overrun.arrangement());
    for (Operator operator : inside) {
      all.addAll(operator.arrangements());
    }
    return all;
  }

  @Override
  long taken() {
    return bodies.stream().mapToLong(Port::total).sum();
  }
}
