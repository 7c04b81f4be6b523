package dev.evert.shell.command;

import dev.evert.engine.view.PipePlan;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A plan for people: the result's columns, and the operators that keep it current. */
final class PlanText {
  private final List<PipePlan> plans;

  /**
   * @param plans of what stands before, between and after the programs
   */
  PlanText(List<PipePlan> plans) {
    this.plans = List.copyOf(plans);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    Schema schema = plans.getLast().schema();
    lines.add("-- Result");
    for (int i = 0; i < schema.columns().size(); i++) {
      Column column = schema.columns().get(i);
      String key = schema.key().contains(i) ? ", key" : "";
      String nulls = column.nullable() ? "" : " not null";
      lines.add("--   " + column.name() + " " + column.type().sql() + nulls + key);
    }
    if (schema.key().isEmpty()) {
      lines.add("--   No columns are known to be a key: equal rows are counted.");
    }
    String operators =
        plans.stream().map(PipePlan::explain).collect(Collectors.joining()).stripTrailing();
    if (!operators.isEmpty()) {
      lines.add("");
      lines.add("-- Dataflow");
      operators.lines().map(line -> "--   " + line).forEach(lines::add);
    }
    return lines;
  }
}
