package dev.evert.engine.database;

import dev.evert.dataflow.WatermarkStatus;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lists what there is, for people: one a line. */
final class Listing {
  /** So many errors of each view are shown. */
  private static final int MOST_ERRORS = 100;

  private final DatabaseWorker worker;
  private final List<Mending> mendings;

  /**
   * Lists what a worker has.
   *
   * @param mendings what was derived anew
   */
  Listing(DatabaseWorker worker, List<Mending> mendings) {
    this.worker = worker;
    this.mendings = mendings;
  }

  /**
   * A list.
   *
   * @param what tables, views, indexes or errors
   */
  String of(String what) {
    Standing standing = worker.standing();
    List<String> lines = new ArrayList<>();
    switch (what) {
      case "tables" -> standing.catalog().tables().forEach(table -> lines.add(of(table, standing)));
      case "views" -> standing.catalog().views().forEach(view -> lines.add(of(view, standing)));
      case "functions" ->
          standing.catalog().functions().forEach(function -> lines.add(of(function)));
      case "indexes" -> standing.catalog().indexes().forEach(i -> lines.add(of(i, standing)));
      default -> {
        standing.catalog().entries().forEach(entry -> errors(entry, lines));
        refusals(standing.catalog().refusals(), lines);
        worker
            .checkpointFailure()
            .ifPresent(e -> lines.add("a checkpoint failed, and is tried again: " + e.describe()));
        mendings.forEach(mending -> lines.add(mending.describe()));
      }
    }
    return lines.isEmpty() ? "none" : String.join("\n", lines);
  }

  private static String of(Entry.Table table, Standing standing) {
    return table.name()
        + " "
        + table.schema()
        + (table.definition().appendOnly() ? " append only" : "")
        + standing
            .circuit()
            .input(CircuitNames.of(table))
            .watermark()
            .map(status -> ", " + of(status))
            .orElse("");
  }

  private static String of(WatermarkStatus status) {
    String watermark =
        status.watermark().isEmpty() ? "none yet" : moment(status.watermark().getAsLong());
    return "watermark "
        + watermark
        + ", "
        + status.lateChanges()
        + " late, "
        + status.leaps()
        + " leaps"
        + (status.lastLeap().isEmpty()
            ? ""
            : ", the last to " + moment(status.lastLeap().getAsLong()));
  }

  private static String moment(long micros) {
    RowWriter field = new RowWriter();
    field.putInt8(micros);
    StringBuilder text = new StringBuilder();
    RowReader reader = new RowReader().set(field.buffer(), 0, field.size());
    TextFormat.format(Type.Simple.TIMESTAMP, reader, text);
    return text.toString();
  }

  private String of(Entry.View view, Standing standing) {
    return view.kind() + " " + view.name() + " " + view.schema() + state(view, standing);
  }

  private String of(Entry.Index index, Standing standing) {
    Entry.Relation on = standing.catalog().relation(index.on());
    String columns =
        index.columns().stream()
            .map(column -> on.schema().column(column).name())
            .collect(Collectors.joining(", "));
    return index.name() + " on " + index.on() + " (" + columns + ")" + state(index, standing);
  }

  private static String of(Entry.Function function) {
    String parameters =
        function.function().parameters().stream().map(Type::sql).collect(Collectors.joining(", "));
    return function.function().name() + "(" + parameters + ") of jar " + function.jar();
  }

  private String state(Entry entry, Standing standing) {
    boolean waits = standing.waiting().stream().anyMatch(e -> e.id() == entry.id());
    if (!waits) {
      return "";
    }
    return worker
        .unfilled(entry.id())
        .map(failure -> ", could not be filled: " + failure.describe())
        .orElse(", being filled");
  }

  private void errors(Entry entry, List<String> lines) {
    if (entry instanceof Entry.Relation relation) {
      worker
          .errors(relation, MOST_ERRORS)
          .forEach(error -> lines.add(entry.name() + ": " + error.describe()));
    }
  }

  private static void refusals(Refusals refusals, List<String> lines) {
    long more = refusals.count() - refusals.last().size();
    if (more > 0) {
      lines.add(more + " definitions were refused before these");
    }
    refusals.last().forEach(refused -> lines.add(refused.describe()));
  }
}
