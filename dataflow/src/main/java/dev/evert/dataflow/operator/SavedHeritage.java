package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.output.View;
import dev.evert.dataflow.output.ViewState;
import dev.evert.dataflow.state.CircuitState;
import dev.evert.dataflow.state.StateStore;
import dev.evert.spi.row.Schema;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A checkpoint, or nothing. */
final class SavedHeritage implements Heritage {
  private final StateStore store;
  private final @Nullable CircuitState saved;

  /**
   * What a circuit with the same fingerprint has saved.
   *
   * @param saved null if there is nothing
   */
  SavedHeritage(StateStore store, @Nullable CircuitState saved) {
    this.store = store;
    this.saved = saved;
  }

  @Override
  public OptionalLong time() {
    return saved == null ? OptionalLong.empty() : OptionalLong.of(saved.time());
  }

  @Override
  public Arrangement arrangement(String id) {
    Arrangement arrangement = new Arrangement(id, store, false);
    if (saved != null) {
      for (Run run : saved.arrangements().getOrDefault(id, List.of())) {
        arrangement.restore(run);
      }
    }
    return arrangement;
  }

  @Override
  public View view(String name, Schema schema) {
    ViewState state =
        saved == null ? ViewState.EMPTY : saved.views().getOrDefault(name, ViewState.EMPTY);
    return new View(name, schema, store, state);
  }

  @Override
  public int narrowest(String table, int width) {
    return saved == null ? width : saved.widths().getOrDefault(table, width);
  }

  @Override
  public long refused() {
    return saved == null ? 0 : saved.refused();
  }

  @Override
  public View errors(Set<String> origins) {
    return view(ErrorStream.VIEW, ErrorStream.SCHEMA);
  }

  /** All of it is asked for: the circuit has the same fingerprint. */
  @Override
  public void close() {}
}
