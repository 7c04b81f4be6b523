package dev.evert.dataflow.operator;

import dev.evert.dataflow.Checkpoint;
import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.Errors;
import dev.evert.dataflow.IndexOutput;
import dev.evert.dataflow.OperatorStats;
import dev.evert.dataflow.StreamInput;
import dev.evert.dataflow.TableInput;
import dev.evert.dataflow.ViewOutput;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Flush;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Runs operators. One thread owns it, and with it all arrangements but those of views. */
final class LiveCircuit implements Circuit {
  /** How often steps that change little look after the memory; others do by what they change. */
  private static final int STEPS_PER_BALANCE = 256;

  /** A buffer of this part of the memory, or more, is large. */
  private static final int BUFFER_PART = 16;

  /** A step with as much to do is always measured. */
  private static final long MEASURED_BYTES = 16 << 10;

  private final String fingerprint;
  private final StateStore store;
  private final Operator[] operators;
  private final LiveOutputs outputs;
  private final Map<String, StreamOperator> streams;
  private final StreamOperator[] inputs;
  private final TableGate[] gates;
  private final OutputOperator errorOutput;
  private final View errorView;
  private final ErrorStream errorStream;
  private final ErrorRows errors;
  private final Clocks clocks;
  private final Origins origins;
  private final OptionalLong restored;
  private long time = ViewOutput.BEGINNING;
  private boolean stepped;
  private int unbalancedSteps;
  private long unbalancedBytes;
  private final Stopwatch stopwatch;

  LiveCircuit(
      String fingerprint,
      StateStore store,
      List<Operator> operators,
      LiveOutputs outputs,
      Clocks clocks,
      Map<String, StreamOperator> streams,
      ErrorStream errorStream,
      OutputOperator errorOutput,
      Origins origins,
      OptionalLong restored) {
    this.fingerprint = fingerprint;
    this.store = store;
    this.outputs = outputs;
    this.clocks = clocks;
    this.streams = Map.copyOf(streams);
    this.inputs = streams.values().toArray(new StreamOperator[0]);
    this.gates = outputs.tables().values().toArray(new TableGate[0]);
    this.errorStream = errorStream;
    this.origins = origins;
    this.errorOutput = errorOutput;
    this.errorView = errorOutput.view();
    this.errors = new ErrorRows(errorView);
    List<Operator> all = new ArrayList<>(operators);
    all.add(clocks);
    all.add(errorStream);
    all.add(errorOutput);
    this.operators = all.toArray(new Operator[0]);
    this.stopwatch = new Stopwatch(this.operators.length);
    for (int i = 0; i < this.operators.length; i++) {
      this.operators[i].placeAt(i, this::sweepAndBalance);
    }
    this.restored = restored;
    if (restored.isPresent()) {
      time = restored.getAsLong();
      outputs.begin(time);
      errors.publish(errorStream.refused());
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
  public void advanceTo(long micros) {
    clocks.advanceTo(micros);
  }

  @Override
  public boolean isTimed() {
    return clocks.isTimed();
  }

  @Override
  public long now() {
    return clocks.now();
  }

  @Override
  public TableInput input(String table) {
    return outputs.table(table);
  }

  @Override
  public StreamInput stream(String name) {
    StreamOperator stream = streams.get(name);
    if (stream == null) {
      throw new IllegalArgumentException("no stream is named " + name);
    }
    return stream;
  }

  @Override
  public ViewOutput output(String view) {
    return outputs.view(view);
  }

  @Override
  public IndexOutput index(String name) {
    return outputs.index(name);
  }

  @Override
  public void step() {
    stepped = true;
    long pendingBytes = 0;
    for (TableGate table : gates) {
      pendingBytes += table.pendingBytes();
    }
    for (StreamOperator stream : inputs) {
      pendingBytes += stream.pendingBytes();
    }
    stopwatch.begin(pendingBytes >= MEASURED_BYTES);
    visitAll();
    if (clocks.settle()) {
      visitAll();
    }
    stopwatch.end();
    unbalancedBytes += pendingBytes;
    boolean much = unbalancedBytes > store.memoryBytes() / STEPS_PER_BALANCE;
    if (much || ++unbalancedSteps >= STEPS_PER_BALANCE) {
      balance(0);
    }
  }

  private void visitAll() {
    for (int i = 0; i < operators.length; i++) {
      stopwatch.run(i);
      operators[i].visit();
    }
    resetFrom(0);
  }

  private void resetFrom(int from) {
    for (int i = from; i < operators.length; i++) {
      operators[i].reset();
    }
  }

  /** Has a part of a step go through, while an operator before waits. */
  private void sweepAndBalance(int from) {
    int outer = stopwatch.running();
    for (int i = from; i < operators.length; i++) {
      stopwatch.run(i);
      operators[i].visitInPart();
    }
    stopwatch.run(outer);
    resetFrom(from);
    balance(from);
  }

  /**
   * Keeps to the memory that runs and buffers may take.
   *
   * @param idle the operators from this one on are at rest: their buffers may be flushed
   */
  private void balance(int idle) {
    unbalancedSteps = 0;
    unbalancedBytes = 0;
    if (memoryBytes() <= store.memoryBytes()) {
      return;
    }
    flushLarge(idle);
    Set<Run> runs = new HashSet<>();
    List<Run> held = new ArrayList<>();
    for (Operator operator : operators) {
      for (Arrangement arrangement : operator.arrangements()) {
        arrangement.forEachIdle(run -> held.add(run.hold()));
      }
    }
    views().values().forEach(view -> held.addAll(view.holdRuns()));
    held.addAll(errorView.holdRuns());
    runs.addAll(held);
    try {
      store.balance(runs);
    } finally {
      held.forEach(Run::release);
    }
  }

  /** Small buffers stay: there is little to be had from them. */
  private void flushLarge(int idle) {
    long large = store.memoryBytes() / BUFFER_PART;
    for (int i = idle; i < operators.length; i++) {
      for (Arrangement arrangement : operators[i].arrangements()) {
        if (arrangement.bufferBytes() > large) {
          arrangement.flushBeside();
        }
      }
    }
  }

  private long memoryBytes() {
    long sum = errorView.memoryBytes();
    for (Operator operator : operators) {
      for (Arrangement arrangement : operator.arrangements()) {
        sum += arrangement.memoryBytes();
      }
    }
    for (View view : views().values()) {
      sum += view.memoryBytes();
    }
    return sum;
  }

  @Override
  public void publish(long upTo) {
    if (upTo <= time) {
      throw new IllegalArgumentException("publication at " + upTo + " after that at " + time);
    }
    views().values().forEach(view -> view.checkPublication(upTo));
    outputs.publish(upTo);
    errorView.publish(upTo);
    errors.publish(errorStream.refused());
    time = upTo;
    stepped = false;
  }

  @Override
  public Errors errors() {
    return errors;
  }

  @Override
  public Errors errors(String name) {
    return new OwnErrors(errorView, origins.of(name), tables().containsKey(name));
  }

  List<Operator> operators() {
    return List.of(operators);
  }

  Map<String, View> views() {
    return outputs.views();
  }

  Map<String, TableGate> tables() {
    return outputs.tables();
  }

  View errorView() {
    return errorView;
  }

  /** The ids of all that may have errors. */
  Set<String> origins() {
    return origins.all();
  }

  /** Others have its arrangements and views now. */
  void retire() {
    outputs.retire();
    errorView.close();
  }

  @Override
  public Checkpoint checkpoint(byte[] attachment) {
    if (stepped || time == ViewOutput.BEGINNING) {
      throw new IllegalStateException("a checkpoint comes right after a publication");
    }
    for (Operator operator : operators) {
      operator.save();
    }
    Map<String, List<Run>> arrangements = new LinkedHashMap<>();
    Map<String, Flush> flushes = new LinkedHashMap<>();
    for (Operator operator : operators) {
      for (Arrangement arrangement : operator.arrangements()) {
        Flush flush = arrangement.beginFlush();
        if (flush != null) {
          flushes.put(arrangement.id(), flush.claim());
        }
        List<Run> runs = List.of(arrangement.runs());
        runs.forEach(Run::hold);
        arrangements.put(arrangement.id(), runs);
      }
    }
    Map<String, ViewState> saved = new LinkedHashMap<>();
    views().forEach((name, view) -> saved.put(name, view.save()));
    saved.put(ErrorStream.VIEW, errorView.save());
    Map<String, Integer> widths = new LinkedHashMap<>();
    tables().forEach((name, table) -> widths.put(name, table.narrowest()));
    return store.prepare(
        new CircuitState(
            fingerprint,
            time,
            attachment.clone(),
            arrangements,
            saved,
            widths,
            errorStream.refused()),
        flushes);
  }

  @Override
  public long maintain(long entries) {
    long left = entries;
    for (Operator operator : operators) {
      for (Arrangement arrangement : operator.arrangements()) {
        left -= arrangement.maintain(left);
      }
    }
    for (View view : views().values()) {
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
      if (operator != clocks && operator != errorStream && operator != errorOutput) {
        labels.add(operator.label());
      }
    }
    return labels.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  @Override
  public List<OperatorStats> stats() {
    return stats(operator -> operator != clocks);
  }

  @Override
  public List<OperatorStats> stats(String view) {
    Set<String> own = origins.of(view);
    String label = OutputOperator.label(view);
    return stats(operator -> own.contains(operator.origin()) || operator.label().equals(label));
  }

  private List<OperatorStats> stats(Predicate<Operator> wanted) {
    List<OperatorStats> stats = new ArrayList<>();
    for (int i = 0; i < operators.length; i++) {
      if (wanted.test(operators[i])) {
        stats.add(operators[i].stats().withNanos(stopwatch.nanos(i)));
      }
    }
    return stats;
  }

  @Override
  public void close() {
    outputs.retire();
    for (Operator operator : operators) {
      operator.arrangements().forEach(Arrangement::clear);
    }
    views().values().forEach(View::close);
    errorView.close();
  }
}
