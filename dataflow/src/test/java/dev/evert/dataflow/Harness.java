package dev.evert.dataflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.digest.Digest;
import dev.evert.dataflow.digest.DigestSum;
import dev.evert.dataflow.state.StateStore;
import dev.evert.spi.row.KeyColumns;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Runs a circuit beside models of its tables and views. */
final class Harness {
  private final Path directory;
  private final Map<String, Schema> schemas;
  private final List<Plan> plans;
  private final Random random;
  private final Map<String, Model> tables = new LinkedHashMap<>();
  private final Map<String, Follower> followers = new LinkedHashMap<>();
  private final List<Runnable> sinceCheckpoint = new ArrayList<>();
  private final int batchRows;
  private long memoryBytes;
  private boolean replaying;

  /** A checkpoint that was not committed yet, and how many changes were before it. */
  private @Nullable Checkpoint begun;

  private int beforeBegun;
  private final ExecutorService merger = Executors.newSingleThreadExecutor();
  private final ExecutorService workers = Executors.newFixedThreadPool(3);

  /** What others are to do, who are late. */
  private final List<Runnable> late = new ArrayList<>();

  private StateStore store;
  private Circuit circuit;
  private long time = 100;
  private Map<String, Model> published = new HashMap<>();

  Harness(Path directory, Map<String, Schema> schemas, List<Plan> plans, Random random) {
    this.directory = directory;
    this.schemas = schemas;
    this.plans = plans;
    this.random = random;
    this.memoryBytes = random.nextBoolean() ? 1 << 14 : 64 << 20;
    this.batchRows = random.nextBoolean() ? 1 + random.nextInt(20) : Delta.FULL_ROWS;
    schemas.keySet().forEach(name -> tables.put(name, new Model()));
    store = open();
    circuit = build();
    for (Plan plan : plans) {
      followers.put(plan.name(), new Follower(plan, random));
    }
    attach();
    publish();
  }

  private StateStore open() {
    StateStore opened = StateStore.open(directory, memoryBytes);
    if (random.nextBoolean()) {
      opened.readOn(merger, 1 + random.nextInt(2));
    }
    opened.workOn(workers, 1 + random.nextInt(4), random.nextInt(100));
    return switch (random.nextInt(3)) {
      case 0 -> opened.mergeOn(merger);
      case 1 -> opened.mergeOn(late::add);
      default -> opened;
    };
  }

  /** Has some of what others were to do be done. */
  private void catchUp() {
    while (!late.isEmpty() && random.nextInt(3) > 0) {
      late.remove(random.nextInt(late.size())).run();
    }
  }

  private Circuit build() {
    CircuitBuilder builder = new CircuitBuilder().batchRows(batchRows);
    Map<String, Node> nodes = new HashMap<>();
    schemas.forEach((name, schema) -> nodes.put(name, builder.table(name, schema)));
    for (Plan plan : plans) {
      builder.output(plan.name(), plan.build(builder, nodes), plan.schema());
    }
    return builder.build(store);
  }

  private void attach() {
    followers.values().forEach(follower -> follower.attach(circuit));
  }

  Circuit circuit() {
    return circuit;
  }

  Model table(String name) {
    return Objects.requireNonNull(tables.get(name));
  }

  /** Does something to the circuit, now and whenever the circuit is restored to before it. */
  private void apply(Runnable change) {
    change.run();
    sinceCheckpoint.add(change);
  }

  void insert(String table, List<@Nullable Object> row) {
    byte[] bytes = Rows.encode(row);
    long cause = time;
    apply(() -> circuit.input(table).insert(bytes, 0, bytes.length, cause));
    table(table).add(row, 1);
  }

  void retract(String table, List<@Nullable Object> row) {
    byte[] bytes = Rows.encode(row);
    long cause = time;
    apply(() -> circuit.input(table).retract(bytes, 0, bytes.length, cause));
    if (table(table).count(row) > 0) {
      table(table).add(row, -1);
    }
  }

  /** Puts a row of a table whose key is its first column. */
  void upsert(String table, List<@Nullable Object> row) {
    Keyed keyed = keyed(table, row);
    long cause = time;
    apply(() ->
        circuit
            .input(table)
            .upsert(keyed.bytes, 0, keyed.keyTo, keyed.keyTo, keyed.bytes.length, cause));
    Model model = table(table);
    List<@Nullable Object> former = find(model, row.getFirst());
    if (row.contains(Rows.Mark.UNCHANGED)) {
      if (former != null) {
        model.add(former, -1);
        model.add(filled(row, former));
      }
      return;
    }
    if (former != null) {
      model.add(former, -1);
    }
    model.add(row);
  }

  void delete(String table, Object key) {
    RowWriter out = new RowWriter();
    Rows.put(out, key);
    byte[] bytes = out.toBytes();
    long cause = time;
    apply(() -> circuit.input(table).delete(bytes, 0, bytes.length, cause));
    List<@Nullable Object> former = find(table(table), key);
    if (former != null) {
      table(table).add(former, -1);
    }
  }

  void move(String table, Object oldKey, List<@Nullable Object> row) {
    Keyed keyed = keyed(table, row);
    RowWriter out = new RowWriter();
    out.putEncoded(keyed.bytes, 0, keyed.bytes.length);
    Rows.put(out, oldKey);
    byte[] bytes = out.toBytes();
    int end = keyed.bytes.length;
    long cause = time;
    apply(() ->
        circuit
            .input(table)
            .move(bytes, end, bytes.length, 0, keyed.keyTo, keyed.keyTo, end, cause));
    Model model = table(table);
    List<@Nullable Object> former = find(model, oldKey);
    List<@Nullable Object> whole = row;
    if (row.contains(Rows.Mark.UNCHANGED)) {
      if (former == null) {
        return;
      }
      whole = filled(row, former);
    }
    if (former != null) {
      model.add(former, -1);
    }
    List<@Nullable Object> replaced = find(model, row.getFirst());
    if (replaced != null) {
      model.add(replaced, -1);
    }
    model.add(whole);
  }

  void truncate(String table) {
    long cause = time;
    apply(() -> circuit.input(table).truncate(cause));
    tables.put(table, new Model());
  }

  private record Keyed(byte[] bytes, int keyTo) {}

  private Keyed keyed(String table, List<@Nullable Object> row) {
    byte[] bytes = Rows.encode(row);
    RowWriter out = new RowWriter();
    new KeyColumns(Objects.requireNonNull(schemas.get(table))).copy(bytes, 0, bytes.length, out);
    int keyTo = out.size();
    out.putEncoded(bytes, 0, bytes.length);
    return new Keyed(out.toBytes(), keyTo);
  }

  private static @Nullable List<@Nullable Object> find(Model model, @Nullable Object key) {
    for (List<@Nullable Object> row : model.rows().keySet()) {
      if (Objects.equals(row.getFirst(), key)) {
        return row;
      }
    }
    return null;
  }

  private static List<@Nullable Object> filled(
      List<@Nullable Object> row, List<@Nullable Object> former) {
    List<@Nullable Object> whole = new ArrayList<>(row);
    for (int i = 0; i < whole.size(); i++) {
      if (Rows.Mark.UNCHANGED.equals(whole.get(i))) {
        whole.set(i, former.get(i));
      }
    }
    return whole;
  }

  void advanceTo(long micros) {
    apply(() -> circuit.advanceTo(micros));
  }

  /** A restart may do without the steps that were not followed by a publication. */
  void step() {
    catchUp();
    apply(() -> {
      if (!replaying || random.nextBoolean()) {
        circuit.step();
      }
    });
  }

  void publish() {
    catchUp();
    if (random.nextInt(4) == 0) {
      commit();
    }
    long upTo = ++time;
    apply(() -> {
      circuit.step();
      circuit.publish(upTo);
    });
    published = new HashMap<>();
    for (Plan plan : plans) {
      Model model = plan.compute(tables);
      published.put(plan.name(), model);
      Objects.requireNonNull(followers.get(plan.name())).published(upTo, model);
    }
  }

  /** Compares all views and tables with what they should be. */
  void check() {
    tables.forEach((name, model) -> checkTable(circuit.input(name), model));
    for (Plan plan : plans) {
      checkView(
          circuit.output(plan.name()), Objects.requireNonNull(published.get(plan.name())), plan);
    }
  }

  private static void checkTable(TableInput table, Model model) {
    if (table.time() == ViewOutput.BEGINNING) {
      return;
    }
    Model found = new Model();
    try (RowCursor rows = table.rows()) {
      while (rows.next()) {
        found.add(
            Rows.decode(table.schema().types(), rows.rowBytes(), rows.rowFrom(), rows.rowTo()),
            rows.weight());
      }
    }
    assertThat(found.rows()).isEqualTo(model.rows());
  }

  private static void checkView(ViewOutput view, Model model, Plan plan) {
    Model found = new Model();
    DigestSum sum = new DigestSum();
    long count = 0;
    try (RowCursor rows = view.rows()) {
      while (rows.next()) {
        found.add(
            Rows.decode(plan.schema().types(), rows.rowBytes(), rows.rowFrom(), rows.rowTo()),
            rows.weight());
        sum.add(rows.rowBytes(), rows.rowFrom(), rows.rowTo(), rows.weight());
        count += rows.weight();
      }
    }
    assertThat(found.rows()).as(plan.name()).isEqualTo(model.rows());
    assertThat(view.digest()).as(plan.name()).isEqualTo(sum.digest());
    assertThat(view.rowCount()).isEqualTo(count);
  }

  Digest digest(String view) {
    return circuit.output(view).digest();
  }

  /** Lets readers read on. */
  void follow() {
    followers.values().forEach(Follower::follow);
  }

  /** It is committed now, or after further changes, but before what comes to lose them. */
  void checkpoint() {
    commit();
    publish();
    begun = circuit.checkpoint(new byte[] {1, 2});
    beforeBegun = sinceCheckpoint.size();
    followers.values().forEach(Follower::checkpointed);
    if (random.nextBoolean()) {
      commit();
    }
  }

  private void commit() {
    if (begun != null) {
      begun.commit();
      begun.close();
      begun = null;
      sinceCheckpoint.subList(0, beforeBegun).clear();
    }
  }

  /** Loses all that came after the last checkpoint, and does it again. */
  void restart() {
    commit();
    boolean saved = store.saved().isPresent();
    circuit.close();
    late.forEach(Runnable::run);
    late.clear();
    store.close();
    memoryBytes = random.nextBoolean() ? 1 << 14 : 64 << 20;
    store = open();
    circuit = build();
    assertThat(circuit.restored().isPresent()).isEqualTo(saved);
    attach();
    replaying = true;
    sinceCheckpoint.forEach(Runnable::run);
    replaying = false;
  }

  void close() {
    commit();
    circuit.close();
    store.close();
    merger.shutdown();
    workers.shutdown();
  }
}
