package dev.evert.dataflow.operator;

import dev.evert.dataflow.Checkpoint;
import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.Errors;
import dev.evert.dataflow.OperatorStats;
import dev.evert.dataflow.TableInput;
import dev.evert.dataflow.ViewOutput;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.output.View;
import dev.evert.dataflow.output.ViewState;
import dev.evert.dataflow.state.CircuitState;
import dev.evert.dataflow.state.StateStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs operators. One thread owns it, and with it all arrangements but those of views. */
final class LiveCircuit implements Circuit {
  /** How often a step that changed little looks after the memory. */
  private static final int STEPS_PER_BALANCE = 256;

  private final String fingerprint;
  private final StateStore store;
  private final Operator[] operators;
  private final Map<String, TableGate> tables;
  private final Map<String, View> views = new LinkedHashMap<>();
  private final OutputOperator errorOutput;
  private final View errorView;
  private final RowErrors rowErrors;
  private final ErrorRows errors;
  private final OptionalLong restored;
  private long time = ViewOutput.BEGINNING;
  private boolean stepped;
  private int unbalancedSteps;

  LiveCircuit(
      String fingerprint,
      StateStore store,
      List<Operator> operators,
      Map<String, TableGate> tables,
      List<View> outputs,
      RowErrors rowErrors,
      OutputOperator errorOutput,
      @Nullable CircuitState saved) {
    this.fingerprint = fingerprint;
    this.store = store;
    this.tables = tables;
    this.rowErrors = rowErrors;
    this.errorOutput = errorOutput;
    this.errorView = errorOutput.view();
    this.errors = new ErrorRows(errorView);
    outputs.forEach(view -> views.put(view.name(), view));
    List<Operator> all = new ArrayList<>(operators);
    all.add(rowErrors);
    all.add(errorOutput);
    this.operators = all.toArray(new Operator[0]);
    for (int i = 0; i < this.operators.length; i++) {
      this.operators[i].placeAt(i, this::sweepAndBalance);
    }
    this.restored = saved == null ? OptionalLong.empty() : OptionalLong.of(saved.time());
    if (saved != null) {
      time = saved.time();
      tables.values().forEach(table -> table.publish(time));
      errors.publish(saved.refused());
    }
  }

  @Override
  public OptionalLong restored() {
    return restored;
  }

  @Override
  public long time() {
    return time;
  }

  @Override
  public TableInput input(String table) {
    return found(tables, table, "table");
  }

  @Override
  public ViewOutput output(String view) {
    return found(views, view, "view");
  }

  private static <T> T found(Map<String, T> map, String name, String kind) {
    T value = map.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no " + kind + " is named " + name);
    }
    return value;
  }

  @Override
  public void step() {
    stepped = true;
    boolean large = false;
    for (TableGate table : tables.values()) {
      large |= table.pendingBytes() > store.memoryBytes() / STEPS_PER_BALANCE;
    }
    for (Operator operator : operators) {
      operator.visit();
    }
    resetFrom(0);
    if (large || ++unbalancedSteps >= STEPS_PER_BALANCE) {
      balance();
    }
  }

  private void resetFrom(int from) {
    for (int i = from; i < operators.length; i++) {
      operators[i].reset();
    }
  }

  /** Has a part of a step go through. */
  private void sweepAndBalance(int from) {
    for (int i = from; i < operators.length; i++) {
      operators[i].visitInPart();
    }
    resetFrom(from);
    balance();
  }

  private void balance() {
    unbalancedSteps = 0;
    if (memoryBytes() <= store.memoryBytes()) {
      return;
    }
    Set<Run> runs = new HashSet<>();
    List<Run> held = new ArrayList<>();
    for (Operator operator : operators) {
      for (Arrangement arrangement : operator.arrangements()) {
        arrangement.forEachIdle(run -> held.add(run.hold()));
      }
    }
    views.values().forEach(view -> held.addAll(view.holdRuns()));
    held.addAll(errorView.holdRuns());
    runs.addAll(held);
    try {
      store.balance(runs);
    } finally {
      held.forEach(Run::release);
    }
  }

  private long memoryBytes() {
    long sum = errorView.memoryBytes();
    for (Operator operator : operators) {
      for (Arrangement arrangement : operator.arrangements()) {
        sum += arrangement.memoryBytes();
      }
    }
    for (View view : views.values()) {
      sum += view.memoryBytes();
    }
    return sum;
  }

  @Override
  public void publish(long upTo) {
    if (upTo <= time) {
      throw new IllegalArgumentException("publication at " + upTo + " after that at " + time);
    }
    views.values().forEach(view -> view.checkPublication(upTo));
    tables.values().forEach(table -> table.publish(upTo));
    views.values().forEach(view -> view.publish(upTo));
    errorView.publish(upTo);
    errors.publish(rowErrors.refused());
    time = upTo;
    stepped = false;
  }

  @Override
  public Errors errors() {
    return errors;
  }

  @Override
  public Checkpoint checkpoint(byte[] attachment) {
    if (stepped || time == ViewOutput.BEGINNING) {
      throw new IllegalStateException("a checkpoint comes right after a publication");
    }
    Map<String, List<Run>> arrangements = new LinkedHashMap<>();
    for (Operator operator : operators) {
      for (Arrangement arrangement : operator.arrangements()) {
        List<Run> runs = List.of(arrangement.runs());
        runs.forEach(Run::hold);
        arrangements.put(arrangement.id(), runs);
      }
    }
    Map<String, ViewState> saved = new LinkedHashMap<>();
    views.forEach((name, view) -> saved.put(name, view.save()));
    saved.put(RowErrors.VIEW, errorView.save());
    Map<String, Integer> widths = new LinkedHashMap<>();
    tables.forEach((name, table) -> widths.put(name, table.narrowest()));
    return store.prepare(
        new CircuitState(
            fingerprint,
            time,
            attachment.clone(),
            arrangements,
            saved,
            widths,
            rowErrors.refused()));
  }

  @Override
  public long maintain(long entries) {
    long left = entries;
    for (Operator operator : operators) {
      for (Arrangement arrangement : operator.arrangements()) {
        left -= arrangement.maintain(left);
      }
    }
    for (View view : views.values()) {
      left -= view.maintain(left);
    }
    return entries - left + errorView.maintain(left);
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public String describe() {
    List<String> labels = new ArrayList<>();
    for (Operator operator : operators) {
      if (operator != rowErrors && operator != errorOutput) {
        labels.add(operator.label());
      }
    }
    return labels.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  @Override
  public List<OperatorStats> stats() {
    List<OperatorStats> stats = new ArrayList<>();
    for (Operator operator : operators) {
      stats.add(operator.stats());
    }
    return stats;
  }

  @Override
  public void close() {
    tables.values().forEach(TableGate::close);
    for (Operator operator : operators) {
      operator.arrangements().forEach(Arrangement::clear);
    }
    views.values().forEach(View::close);
    errorView.close();
  }
}
