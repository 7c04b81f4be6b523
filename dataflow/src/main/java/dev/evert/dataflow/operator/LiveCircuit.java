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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs operators. One thread owns it, and with it all arrangements but those of views. */
final class LiveCircuit implements Circuit {
  /** A step with as much to do is always measured. */
  private static final long MEASURED_BYTES = 16 << 10;

  private final String fingerprint;
  private final StateStore store;
  private final List<Operator> operators;
  private final LiveOutputs outputs;
  private final Map<String, StreamOperator> streams;
  private final Operator[] inputs;
  private final StreamOperator[] streamInputs;
  private final TableGate[] gates;
  private final Branches branches;
  private final CircuitMemory memory;
  private final OutputOperator errorOutput;
  private final View errorView;
  private final ErrorStream errorStream;
  private final ErrorRows errors;
  private final Clocks clocks;
  private final Origins origins;
  private final OptionalLong restored;
  private long time = ViewOutput.BEGINNING;
  private boolean stepped;
  private long steppedBytes;
  private final Stopwatch stopwatch = new Stopwatch();

  /**
   * @param inputs tables and streams
   * @param operators all others, by their branches
   */
  LiveCircuit(
      String fingerprint,
      StateStore store,
      List<Operator> inputs,
      Collection<List<Operator>> operators,
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
    this.streamInputs = streams.values().toArray(new StreamOperator[0]);
    this.gates = outputs.tables().values().toArray(new TableGate[0]);
    this.errorStream = errorStream;
    this.origins = origins;
    this.errorOutput = errorOutput;
    this.errorView = errorOutput.view();
    this.errors = new ErrorRows(errorView);
    this.inputs = inputs.toArray(new Operator[0]);
    for (int i = 0; i < this.inputs.length; i++) {
      this.inputs[i].placeAt(i, this::sweepAndBalance);
    }
    List<Operator> trunk = new ArrayList<>(inputs);
    trunk.addAll(List.of(clocks, errorStream, errorOutput));
    List<MemoryShare> shares = operators.stream().map(MemoryShare::new).toList();
    this.memory = new CircuitMemory(store, new MemoryShare(trunk), shares);
    List<Branch> parts = new ArrayList<>();
    for (List<Operator> branch : operators) {
      parts.add(new Branch(branch, errorStream, memory, shares.get(parts.size())));
    }
    this.branches = new Branches(parts, inputs, store);
    this.operators =
        Stream.of(List.of(inputs), operators, List.of(trunk.subList(inputs.size(), trunk.size())))
            .flatMap(Collection::stream)
            .flatMap(List::stream)
            .toList();
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
    steppedBytes = 0;
    for (TableGate table : gates) {
      steppedBytes += table.pendingBytes();
    }
    for (StreamOperator stream : streamInputs) {
      steppedBytes += stream.pendingBytes();
    }
    stopwatch.begin(steppedBytes >= MEASURED_BYTES);
    visitAll();
    if (clocks.settle()) {
      visitAll();
    }
    stopwatch.end();
    memory.stepped(steppedBytes);
  }

  private void visitAll() {
    for (Operator input : inputs) {
      stopwatch.run(input);
      input.visit();
    }
    visitBranches(false);
    resetInputs(0);
  }

  private void visitBranches(boolean inPart) {
    stopwatch.run(null);
    branches.visit(inPart, steppedBytes, stopwatch.factor());
    errorStream.passOn();
  }

  private void resetInputs(int from) {
    for (int i = from; i < inputs.length; i++) {
      inputs[i].reset();
    }
  }

  /** Has a part of a step go through, while an input before waits. */
  private void sweepAndBalance(int from) {
    Operator outer = stopwatch.running();
    for (int i = from; i < inputs.length; i++) {
      stopwatch.run(inputs[i]);
      inputs[i].visitInPart();
    }
    visitBranches(true);
    stopwatch.run(outer);
    resetInputs(from);
    memory.balance(from);
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
    return operators;
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
    return operators.stream()
        .filter(wanted)
        .map(operator -> operator.stats().withNanos(operator.nanos()))
        .toList();
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
