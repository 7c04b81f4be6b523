package dev.evert.engine.database;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.sql.CompiledView;
import dev.evert.sql.TableDefinition;
import dev.evert.sql.ViewOptions;
import dev.evert.sql.function.UserFunction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Something that the catalog knows by a name. */
public sealed interface Entry {

  /** The position of the event that defined it: no other has it, also of the same name. */
  long id();

  /** The name that it is kept by. */
  String name();

  /** What it is, in words. */
  String kind();

  /** The names of what it is derived from. */
  Set<String> reads();

  /** Something that has rows. */
  sealed interface Relation extends Entry {
    /** The columns and key of its rows. */
    Schema schema();
  }

  /** A table. */
  record Table(long id, TableDefinition definition) implements Relation {
    public Table {
      Objects.requireNonNull(definition);
    }

    @Override
    public String name() {
      return definition.name();
    }

    @Override
    public String kind() {
      return "table";
    }

    @Override
    public Schema schema() {
      return definition.schema();
    }

    @Override
    public Set<String> reads() {
      return Set.of();
    }
  }

  /**
   * The changes of a table that came too late to have an effect.
   *
   * @param table one that has a watermark
   */
  record Late(Table table) implements Relation {
    /** What follows the table's name. */
    static final String MARK = ".late";

    @Override
    public long id() {
      return table.id();
    }

    @Override
    public String name() {
      return table.name() + MARK;
    }

    @Override
    public String kind() {
      return "relation of late changes";
    }

    @Override
    public Schema schema() {
      List<Column> columns = new ArrayList<>();
      for (Column column : table.schema().columns()) {
        columns.add(Column.nullable(column.name(), column.type()));
      }
      int time = table.definition().watermark().orElseThrow().column();
      columns.add(Column.required("late_change", Type.Text.ANY));
      columns.add(Column.required("late_watermark", table.schema().type(time)));
      return new Schema(columns, List.of());
    }

    @Override
    public Set<String> reads() {
      return Set.of(table.name());
    }
  }

  /**
   * A view.
   *
   * @param materialized whether its rows are kept, or are derived where it is read
   * @param columns names for the query's columns
   * @param options how its rows are shown
   */
  record View(
      long id,
      String name,
      boolean materialized,
      List<String> columns,
      ViewOptions options,
      CompiledView compiled)
      implements Relation {
    public View {
      Objects.requireNonNull(name);
      columns = List.copyOf(columns);
      Objects.requireNonNull(options);
      Objects.requireNonNull(compiled);
    }

    @Override
    public String kind() {
      return materialized ? "materialized view" : "view";
    }

    @Override
    public Schema schema() {
      return compiled.schema();
    }

    @Override
    public Set<String> reads() {
      Set<String> reads = new LinkedHashSet<>(compiled.inputs());
      compiled.functions().forEach(function -> reads.add(function + Function.MARK));
      return reads;
    }
  }

  /**
   * A function in Java.
   *
   * @param function what queries call
   * @param jar the hash of its jar
   */
  record Function(long id, UserFunction function, String jar) implements Entry {
    /** What the catalog puts after the names of functions: they may be those of tables too. */
    static final String MARK = "()";

    public Function {
      Objects.requireNonNull(function);
      Objects.requireNonNull(jar);
    }

    @Override
    public String name() {
      return function.name() + MARK;
    }

    @Override
    public String kind() {
      return "function";
    }

    @Override
    public Set<String> reads() {
      return Set.of();
    }
  }

  /**
   * An arrangement of a table's or a view's rows.
   *
   * @param on the name of what is arranged
   * @param columns by which, as indexes into its schema
   */
  record Index(long id, String name, String on, List<Integer> columns) implements Entry {
    public Index {
      Objects.requireNonNull(name);
      Objects.requireNonNull(on);
      columns = List.copyOf(columns);
    }

    @Override
    public String kind() {
      return "index";
    }

    @Override
    public Set<String> reads() {
      return Set.of(on);
    }
  }
}
