package dev.evert.dataflow.state;

import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.output.ViewState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The state of a circuit at one time. Who has it holds its runs.
 *
 * @param fingerprint of the circuit
 * @param time of the last publication
 * @param attachment bytes that are kept with it
 * @param arrangements the runs of each arrangement, by its id
 * @param views the views, by name
 * @param widths of the narrowest rows of each table, by name
 * @param refused how many changes were refused, ever
 */
public record CircuitState(
    String fingerprint,
    long time,
    byte[] attachment,
    Map<String, List<Run>> arrangements,
    Map<String, ViewState> views,
    Map<String, Integer> widths,
    long refused) {

  public CircuitState {
    Objects.requireNonNull(fingerprint);
    Objects.requireNonNull(attachment);
    arrangements = Map.copyOf(arrangements);
    views = Map.copyOf(views);
    widths = Map.copyOf(widths);
  }

  /** Visits all runs; one that is there twice is visited twice. */
  public void forEachRun(Consumer<Run> visitor) {
    arrangements.values().forEach(runs -> runs.forEach(visitor));
    for (ViewState view : views.values()) {
      view.rows().forEach(visitor);
      view.intervals().forEach(interval -> interval.runs().forEach(visitor));
    }
  }

  /** The same state, with further runs of arrangements, which it holds then. */
  CircuitState with(Map<String, Run> further) {
    Map<String, List<Run>> all = new HashMap<>(arrangements);
    further.forEach((id, run) -> {
      List<Run> runs = new ArrayList<>(all.getOrDefault(id, List.of()));
      runs.add(run);
      all.put(id, List.copyOf(runs));
    });
    return new CircuitState(fingerprint, time, attachment, all, views, widths, refused);
  }

  /** Lets go of all runs. */
  public void release() {
    forEachRun(Run::release);
  }
}
