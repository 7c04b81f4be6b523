package dev.evert.shell.errors;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What is done before each example of docs/errors.md; most need nothing. */
final class BadInputs {
  private static final String COPY = "--name orders 'postgres://app@localhost:54321/shop/orders | ";
  private static final String INDEX = COPY + "./orders-index'";

  /** Makes the world as bad as an example wants it. */
  @FunctionalInterface
  interface Preparation {
    void prepare(Stage stage) throws Exception;
  }

  private static final Map<String, Preparation> BY_TITLE =
      Map.ofEntries(
          Map.entry("No password", stage -> stage.environment().remove("PGPASSWORD")),
          Map.entry("Wrong password", stage -> stage.environment().put("PGPASSWORD", "sesame")),
          Map.entry("wal_level is not logical", s -> s.serverWith("wal_level", "replica")),
          Map.entry("No replication slot left", BadInputs::takeTheOnlySlot),
          Map.entry("Lost replication slot", BadInputs::loseSlot),
          Map.entry("Sink of another pipe", stage -> stage.ran(INDEX)),
          Map.entry("Disk full", stage -> stage.mount("small-disk", "size=1m")),
          Map.entry("Read-only data directory", stage -> stage.mount("read-only", "ro")),
          Map.entry("A file in place of the data directory", BadInputs::fileInTheWay),
          Map.entry("Pipe runs already", stage -> stage.running(INDEX)),
          Map.entry("Data of a newer version", BadInputs::newerDefinition),
          Map.entry("Corrupted definition", BadInputs::cutDefinition),
          Map.entry("Corrupted log", BadInputs::damageLog),
          Map.entry("Corrupted index", BadInputs::damageIndex),
          Map.entry("Bad records", BadInputs::badRecords),
          Map.entry("Unknown pipe", stage -> stage.ran(INDEX)),
          Map.entry("Nobody to ask", stage -> stage.ran(INDEX)));

  private BadInputs() {}

  static void prepare(String title, Stage stage) throws Exception {
    BY_TITLE.getOrDefault(title, _ -> {}).prepare(stage);
  }

  /** The examples that need preparation. */
  static Iterable<String> titles() {
    return BY_TITLE.keySet();
  }

  private static void takeTheOnlySlot(Stage stage) throws Exception {
    stage
        .serverWith("max_replication_slots", "1")
        .execute("select pg_create_physical_replication_slot('standby')");
  }

  private static void loseSlot(Stage stage) throws Exception {
    stage.ran(INDEX);
    stage
        .shop()
        .execute(
            "select pg_drop_replication_slot(slot_name) from pg_replication_slots"
                + " where slot_name like 'evert_orders_shop_%'");
  }

  private static void fileInTheWay(Stage stage) throws Exception {
    Files.writeString(stage.home().resolve("notes.txt"), "not a directory");
  }

  private static void newerDefinition(Stage stage) throws Exception {
    stage.ran(INDEX);
    Path definition = stage.pipeFile("orders", "pipe.json");
    String text = Files.readString(definition);
    Files.writeString(definition, text.replace("\"format\":1", "\"format\":2"));
  }

  private static void cutDefinition(Stage stage) throws Exception {
    stage.ran(INDEX);
    Path definition = stage.pipeFile("orders", "pipe.json");
    String text = Files.readString(definition);
    Files.writeString(definition, text.substring(0, 20));
  }

  /** In the middle of the pipe's definition, which is an event: wherever its frame stands. */
  private static void damageLog(Stage stage) throws Exception {
    stage.ran(INDEX);
    Path segment = stage.pipeFile("orders/log", "0");
    String bytes = Files.readString(segment, StandardCharsets.ISO_8859_1);
    Stage.damage(segment, bytes.indexOf("public.orders"));
  }

  private static void damageIndex(Stage stage) throws Exception {
    stage.ran(INDEX);
    try (var files = Files.list(stage.home().resolve("orders-index"))) {
      Path segments =
          files
              .filter(file -> String.valueOf(file.getFileName()).startsWith("segments_"))
              .findFirst()
              .orElseThrow();
      Stage.damage(segments, 40);
    }
  }

  private static void badRecords(Stage stage) throws Exception {
    Files.writeString(
        stage.home().resolve("history.csv"),
        "id,name\n1,chair\n2,table,round\n3,lamp\n",
        StandardCharsets.UTF_8);
  }
}
