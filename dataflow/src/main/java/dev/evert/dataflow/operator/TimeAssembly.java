package dev.evert.dataflow.operator;

import dev.evert.dataflow.Node;
import dev.evert.dataflow.TimeNode;
import dev.evert.dataflow.Watermark;
import dev.evert.dataflow.Windowing;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.spi.row.Schema;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Makes what keeps the time of tables and streams, and the operators that go by it alone. */
final class TimeAssembly {
  private final Assembly assembly;
  private final Clocks clocks;

  TimeAssembly(Assembly assembly, Clocks clocks) {
    this.assembly = assembly;
    this.clocks = clocks;
  }

  /** The time of a table or stream; null if it keeps none. */
  @Nullable EventTime of(String name, Schema schema, @Nullable Watermark watermark) {
    if (watermark == null) {
      return null;
    }
    EventTime time = new EventTime(watermark, schema, assembly.arrangement("watermark " + name));
    clocks.add(name, time);
    return time;
  }

  Operator late(TimeNode.Late late) {
    Schema schema =
        switch (late.of()) {
          case Node.Table table -> table.schema();
          case Node.Stream stream -> stream.schema();
          case Node other -> throw new IllegalArgumentException(other.detail() + " has no time");
        };
    LateOperator operator = new LateOperator(late.detail(), schema);
    clocks.table(late.detail()).lateRows(operator);
    return operator;
  }

  Operator finalGroups(TimeNode.FinalGroups node, String fingerprint, RowErrors errors) {
    Feed input = assembly.operator(node.input()).out();
    LongSupplier clock = clocks.of(node.clock());
    return switch (node.windowing()) {
      case Windowing.Hops hops -> {
        Arrangement groups = assembly.arrangement("final groups " + fingerprint);
        yield new FinalHopOperator(node, new HopGrid(hops), input, groups, clock, errors);
      }
      case Windowing.Sessions(long gap) -> {
        Arrangement groups = assembly.arrangement("final sessions " + fingerprint);
        Arrangement alarms = assembly.arrangement("alarms " + fingerprint);
        yield new FinalSessionOperator(node, gap, input, groups, alarms, clock, errors);
      }
    };
  }
}
