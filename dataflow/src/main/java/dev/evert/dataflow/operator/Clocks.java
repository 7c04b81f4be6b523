package dev.evert.dataflow.operator;

import dev.evert.dataflow.Clock;
import dev.evert.dataflow.arrangement.Arrangement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** What a circuit knows of time: the present, and the watermarks of its tables. */
final class Clocks extends Operator {
  private final KeptNumbers present;
  private final Map<String, EventTime> tables = new HashMap<>();
  private long now;
  private boolean watched;
  private boolean timed;

  Clocks(Arrangement arrangement) {
    super("clock");
    this.present = new KeptNumbers(arrangement, Clock.BEGINNING);
    this.now = present.saved()[0];
  }

  void add(String table, EventTime time) {
    tables.put(table, time);
  }

  long now() {
    return now;
  }

  /** Whether anybody asks for the present. */
  boolean isTimed() {
    return timed;
  }

  void advanceTo(long micros) {
    now = Math.max(now, micros);
  }

  /** What a clock says. */
  LongSupplier of(Clock clock) {
    return switch (clock) {
      case Clock.Now _ -> {
        timed = true;
        yield this::now;
      }
      case Clock.OfTables(List<String> names) -> {
        watched = true;
        List<EventTime> times = new ArrayList<>();
        names.forEach(name -> times.add(table(name)));
        yield () -> times.stream().mapToLong(EventTime::settled).min().orElseThrow();
      }
    };
  }

  /** The time of a table's rows. */
  EventTime table(String name) {
    EventTime time = tables.get(name);
    if (time == null) {
      throw new IllegalArgumentException("table " + name + " has no watermark");
    }
    return time;
  }

  /**
   * All changes that have come were stepped; whether anybody wants to know that watermarks have
   * moved.
   */
  boolean settle() {
    boolean moved = false;
    for (EventTime time : tables.values()) {
      moved |= time.settle();
    }
    return moved && watched;
  }

  @Override
  void visit() {}

  @Override
  void save() {
    present.save(now);
    tables.values().forEach(EventTime::save);
  }

  @Override
  List<Arrangement> arrangements() {
    List<Arrangement> all = new ArrayList<>();
    if (now != Clock.BEGINNING) {
      all.add(present.arrangement());
    }
    tables.values().forEach(time -> all.add(time.arrangement()));
    return all;
  }
}
