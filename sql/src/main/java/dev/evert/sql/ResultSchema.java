package dev.evert.sql;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Keys;
import dev.evert.sql.plan.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The schema of a plan's rows. */
final class ResultSchema {
  private ResultSchema() {}

  /** Columns of one name are told apart by a number after it. */
  static Schema of(Plan plan) {
    Set<String> all = new HashSet<>(plan.fields().stream().map(Field::name).toList());
    Set<String> taken = new HashSet<>();
    List<Column> columns = new ArrayList<>();
    for (Field field : plan.fields()) {
      String name = field.name();
      for (int number = 2; !taken.add(name); number++) {
        String candidate = field.name() + "_" + number;
        name = all.contains(candidate) ? name : candidate;
      }
      columns.add(Column.of(name, field.type(), field.nullable()));
    }
    return new Schema(columns, Keys.best(plan));
  }
}
