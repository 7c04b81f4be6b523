package dev.evert.engine;

import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.engine.pipe.PipeDefinition.Input;
import dev.evert.spi.row.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the pipe of a simulation computes, with a model of the result. */
enum ViewShape {
  /** A table with a key as it is. */
  COPY {
    @Override
    List<List<Schema>> schemas() {
      return List.of(List.of(Definitions.KEYED));
    }

    @Override
    PipeDefinition pipe(String... sinks) {
      return Definitions.copy("a", sinks);
    }

    @Override
    List<String> expected(List<OutsideDatabase> databases) {
      return texts(databases.getFirst(), 0);
    }
  },
  /** A table without key as it is. */
  MULTISET {
    @Override
    List<List<Schema>> schemas() {
      return List.of(List.of(Definitions.UNKEYED));
    }

    @Override
    PipeDefinition pipe(String... sinks) {
      return Definitions.copy("a", sinks);
    }

    @Override
    List<String> expected(List<OutsideDatabase> databases) {
      return texts(databases.getFirst(), 0);
    }
  },
  /** Two tables of one source, joined and added up. */
  JOIN {
    @Override
    List<List<Schema>> schemas() {
      return List.of(List.of(Definitions.KEYED, Definitions.KEYED));
    }

    @Override
    PipeDefinition pipe(String... sinks) {
      return Definitions.query(Definitions.inputs("a", "l", "r"), QUERY, sinks);
    }

    @Override
    List<String> expected(List<OutsideDatabase> databases) {
      OutsideDatabase both = databases.getFirst();
      return joined(both.rows(0), both.rows(1));
    }
  },
  /** The same over two sources. */
  SOURCES {
    @Override
    List<List<Schema>> schemas() {
      return List.of(List.of(Definitions.KEYED), List.of(Definitions.KEYED));
    }

    @Override
    PipeDefinition pipe(String... sinks) {
      List<Input> inputs = new ArrayList<>(Definitions.inputs("a", "l"));
      inputs.addAll(Definitions.inputs("b", "r"));
      return Definitions.query(inputs, QUERY, sinks);
    }

    @Override
    List<String> expected(List<OutsideDatabase> databases) {
      return joined(databases.get(0).rows(0), databases.get(1).rows(0));
    }
  };

  private static final String QUERY =
      "select r.owner, count(*) as n, sum(l.balance) as total, max(l.note) as last"
          + " from l join r on l.owner = r.id group by r.owner";

  /** The tables of each database. */
  abstract List<List<Schema>> schemas();

  /** The pipe, from databases named a and b. */
  abstract PipeDefinition pipe(String... sinks);

  /** The rows that the view should have, as sorted text. */
  abstract List<String> expected(List<OutsideDatabase> databases);

  /** Whether each state of the view belongs to one moment of one database. */
  boolean momentary() {
    return schemas().size() == 1;
  }

  private static List<String> texts(OutsideDatabase database, int table) {
    Schema schema = database.schemas().get(table);
    return database.rows(table).stream().map(row -> Rows.text(schema, row)).sorted().toList();
  }

  private static List<String> joined(List<byte[]> left, List<byte[]> right) {
    Map<Long, Long> owners = new HashMap<>();
    for (byte[] row : right) {
      owners.put(Rows.number(Definitions.KEYED, row, 0), Rows.number(Definitions.KEYED, row, 1));
    }
    Map<Long, Group> groups = new TreeMap<>();
    for (byte[] row : left) {
      Long owner = owners.get(Rows.number(Definitions.KEYED, row, 1));
      if (owner != null) {
        String note = Rows.text(Definitions.KEYED, row).split("\\|", -1)[3];
        long balance = Rows.number(Definitions.KEYED, row, 2);
        groups.merge(owner, new Group(1, balance, note), Group::plus);
      }
    }
    List<String> texts = new ArrayList<>();
    groups.forEach((owner, group) ->
        texts.add(owner + "|" + group.count() + "|" + group.total() + "|" + group.last()));
    return texts.stream().sorted().toList();
  }

  private record Group(long count, long total, String last) {
    Group plus(Group other) {
      String later = last.compareTo(other.last) > 0 ? last : other.last;
      return new Group(count + other.count, total + other.total, later);
    }
  }
}
