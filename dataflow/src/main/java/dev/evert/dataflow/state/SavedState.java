package dev.evert.dataflow.state;

import dev.evert.dataflow.Checkpoint;
import dev.evert.dataflow.arrangement.Blocks;
import dev.evert.dataflow.arrangement.Flush;
import dev.evert.dataflow.arrangement.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Saves a state: first what lies in no run yet; then the runs that are in memory only, all in one
 * new file; then every file that is not durable yet; then the manifest. Crashing in between leaves
 * files that no manifest names.
 */
final class SavedState implements Checkpoint {
  private CircuitState state;
  private final Map<String, Flush> flushes;
  private final RunFiles files;
  private final Manifests manifests;
  private final Map<Run, FileBlocks> places = new HashMap<>();
  private final List<FileBlocks> surplus = new ArrayList<>();
  private long writtenBytes;
  private boolean closed;

  SavedState(CircuitState state, Map<String, Flush> flushes, RunFiles files, Manifests manifests) {
    this.state = state;
    this.flushes = new HashMap<>(flushes);
    this.files = files;
    this.manifests = manifests;
  }

  @Override
  public long time() {
    return state.time();
  }

  @Override
  public void commit() {
    takeFlushes();
    Set<Run> all = new HashSet<>();
    state.forEachRun(all::add);
    Map<Run, Blocks> inMemory = new HashMap<>();
    for (Run run : all) {
      Blocks onDisk = run.onDisk();
      if (onDisk instanceof FileBlocks place) {
        places.put(run, place);
      } else {
        inMemory.put(run, run.blocks());
      }
    }
    if (!inMemory.isEmpty()) {
      append(inMemory);
    }
    Set<Long> named = new HashSet<>();
    for (FileBlocks place : places.values()) {
      files.sync(place.file());
      named.add(place.file().number());
    }
    writeManifest(named);
  }

  /** What the circuit's thread did not wait for. */
  private void takeFlushes() {
    for (String id : Set.copyOf(flushes.keySet())) {
      Run run = Objects.requireNonNull(flushes.get(id)).take();
      flushes.remove(id);
      if (run != null) {
        state = state.with(Map.of(id, run));
      }
    }
  }

  /** Whatever fails from here on: either manifest finds its files. */
  private void writeManifest(Set<Long> named) {
    files.keep(named);
    Manifest former = manifests.last();
    long number = former == null ? 1 : former.number() + 1;
    byte[] manifest = ManifestWriter.write(number, state, this::place);
    manifests.write(number, manifest);
    writtenBytes += manifest.length;
    files.named(named);
    surplus.forEach(FileBlocks::close);
    surplus.clear();
    if (former != null) {
      manifests.forget(former.number());
    }
  }

  private void append(Map<Run, Blocks> runs) {
    ImageWriter writer = files.create();
    Map<Run, ImageLayout> layouts = new HashMap<>();
    Map<Run, Long> starts = new HashMap<>();
    Map<Run, Long> ends = new HashMap<>();
    try {
      runs.forEach((run, blocks) -> {
        layouts.put(run, Images.append(run, blocks, writer));
        starts.put(run, writer.imageFrom());
        ends.put(run, writer.position());
      });
      writer.finish();
    } catch (RuntimeException e) {
      files.abandon(writer);
      throw e;
    }
    RunFile file = files.add(writer);
    for (Run run : runs.keySet()) {
      long start = Objects.requireNonNull(starts.get(run));
      long length = Objects.requireNonNull(ends.get(run)) - start;
      ImageLayout layout = Objects.requireNonNull(layouts.get(run));
      FileBlocks place = files.use(file, start, length, layout);
      places.put(run, place);
      if (!run.offerCopy(place)) {
        surplus.add(place);
      }
    }
    writtenBytes += writer.position();
    files.release(file);
  }

  private RunPlace place(Run run) {
    FileBlocks place = Objects.requireNonNull(places.get(run));
    return new RunPlace(place.file().number(), place.imageFrom(), place.imageBytes());
  }

  @Override
  public long writtenBytes() {
    return writtenBytes;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      flushes.values().forEach(Flush::giveUp);
      state.release();
    }
  }
}
