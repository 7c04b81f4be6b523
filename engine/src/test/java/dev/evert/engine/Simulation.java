package dev.evert.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.engine.MemoryStore.Kind;
import dev.evert.engine.delivery.DeliveryToken;
import dev.evert.engine.pipe.PipeDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One life of a pipe, told by a seed: random transactions, random order of all that the engine
 * does, kills, stops, lost stores, sinks that come and go. At the end each sink is what the view
 * should be; on the way each is what the view was at some moment.
 */
final class Simulation {
  private static final int KEYS = 30;

  private final Random random;
  private final World world;
  private final ViewShape shape;
  private final List<OutsideDatabase> databases = new ArrayList<>();
  private final List<MemoryStore> stores = new ArrayList<>();
  private final List<Kind> kinds = new ArrayList<>();
  private final Set<List<String>> moments = new HashSet<>();
  private List<Integer> present = List.of();
  private int kills;

  Simulation(long seed, Path directory) {
    random = new Random(seed);
    shape = oneOf(List.of(ViewShape.values()));
    world = new World(directory, random, limits());
    if (random.nextInt(10) == 0) {
      world.forgetful();
    }
    for (int i = 0; i < shape.schemas().size(); i++) {
      OutsideDatabase database = new OutsideDatabase(shape.schemas().get(i));
      databases.add(database);
      world.database(i == 0 ? "a" : "b", database);
    }
    int sinks = 1 + random.nextInt(3);
    for (int i = 0; i < sinks; i++) {
      kinds.add(oneOf(List.of(Kind.values())));
      stores.add(new MemoryStore(kinds.get(i)));
      world.store("s" + i, stores.get(i));
    }
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private EngineLimits limits() {
    if (random.nextBoolean()) {
      return EngineLimits.DEFAULT;
    }
    int step = 1 + random.nextInt(8);
    int batch = 1 + random.nextInt(4);
    return new EngineLimits(
        step, step + random.nextInt(16), batch, 1 << 20, batch + random.nextInt(8));
  }

  /** Lives; returns how often it was killed. */
  int run() throws InterruptedException {
    changeData(random.nextInt(12));
    start();
    for (int steps = 40 + random.nextInt(300); steps > 0; steps--) {
      act();
    }
    if (present.size() < stores.size()) {
      kill();
    }
    settleAndCompare();
    kill();
    settleAndCompare();
    world.stop();
    return kills;
  }

  private void start() {
    boolean all = present.size() < stores.size() || random.nextInt(4) > 0;
    present =
        Stream.iterate(0, i -> i + 1)
            .limit(stores.size())
            .filter(i -> all || i == 0 || random.nextBoolean())
            .toList();
    world.start(shape.pipe(present.stream().map(i -> "s" + i).toArray(String[]::new)));
  }

  private void act() throws InterruptedException {
    int what = random.nextInt(100);
    if (what < 20) {
      changeData(1);
    } else if (what < 44) {
      world.stepSource(random.nextInt(databases.size()));
    } else if (what < 64) {
      world.stepView();
      checkView();
    } else if (what < 90) {
      stepSink();
    } else if (what < 94) {
      world.elapse();
    } else if (what < 96) {
      stores.get(random.nextInt(stores.size())).crashAfter(random.nextInt(10));
    } else {
      actRarely(random.nextInt(12));
    }
  }

  private void actRarely(int what) {
    if (what < 3) {
      kill();
    } else if (what < 4) {
      world.stop();
      start();
    } else if (what < 5) {
      killAndLoseAStore();
    } else if (what < 6 && !world.sources().isEmpty()) {
      world.sources().get(random.nextInt(world.sources().size())).copyAnew();
    } else if (what < 7) {
      copyAllAnew();
    }
  }

  private void copyAllAnew() {
    kills++;
    world.crash();
    PipeDefinition pipe = shape.pipe(present.stream().map(i -> "s" + i).toArray(String[]::new));
    if (random.nextBoolean()) {
      world.dieStartingAnew(pipe, random.nextInt(3), random.nextBoolean());
      start();
    } else {
      world.start(pipe, true);
    }
  }

  private void kill() {
    kills++;
    world.crash();
    start();
  }

  private void killAndLoseAStore() {
    kills++;
    world.crash();
    stores.get(random.nextInt(stores.size())).drop();
    start();
  }

  private void changeData(int transactions) {
    remember();
    for (int i = 0; i < transactions; i++) {
      OutsideDatabase database = databases.get(random.nextInt(databases.size()));
      int changes = random.nextInt(20) == 0 ? 60 : 1 + random.nextInt(6);
      for (int j = 0; j < changes; j++) {
        database.changeAtRandom(random, KEYS);
      }
      database.commit();
      remember();
    }
  }

  private void remember() {
    if (shape.momentary()) {
      moments.add(shape.expected(databases));
    }
  }

  private void stepSink() throws InterruptedException {
    int number = random.nextInt(present.size());
    try {
      world.stepSink(number);
      checkMoment(present.get(number));
    } catch (MemoryStore.Crash e) {
      kill();
    }
  }

  /** What is published is what the view was at some moment. */
  private void checkView() {
    if (shape.momentary() && world.pipe().view().time() > 0) {
      assertThat(moments).contains(world.viewTexts());
    }
  }

  /** A store that has a transaction, or a flush, shows one moment where its progress is whole. */
  private void checkMoment(int store) {
    MemoryStore held = stores.get(store);
    boolean whole =
        held.progress().map(DeliveryToken::parse).filter(token -> !token.underWay()).isPresent();
    if (whole && shape.momentary() && kinds.get(store) != Kind.VERSIONED && !held.isMended()) {
      assertThat(moments).contains(held.texts());
    }
  }

  private void settleAndCompare() throws InterruptedException {
    boolean settled = false;
    while (!settled) {
      try {
        world.settle();
        settled = true;
      } catch (MemoryStore.Crash e) {
        kill();
      }
    }
    List<String> expected = shape.expected(databases);
    for (int i : present) {
      assertThat(difference(stores.get(i).texts(), expected))
          .as("sink %d, %s, of %s", i, kinds.get(i), shape)
          .isEmpty();
    }
    assertThat(world.pipe().view().output().rowCount()).isEqualTo(expected.size());
  }

  private static List<String> difference(List<String> held, List<String> expected) {
    List<String> missing = new ArrayList<>(expected);
    held.forEach(missing::remove);
    List<String> surplus = new ArrayList<>(held);
    expected.forEach(surplus::remove);
    return Stream.concat(
            missing.stream().map(row -> "missing " + row),
            surplus.stream().map(row -> "surplus " + row))
        .toList();
  }
}
