package dev.evert.connectors.files;

import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.text.JsonReader;
import dev.evert.spi.type.Type;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds out the columns of files: names from headers, members and footers of all of them up to a
 * limit, types from a sample of their records. What is read later is held to these types.
 */
final class SchemaGuess {
  /** The most files whose columns are looked at. */
  static final int MAX_FILES = 1_000;

  /** The most records that are looked at in all. */
  static final int MAX_RECORDS = 20_000;

  private static final int LEAST_RECORDS_OF_A_FILE = 20;

  private final FileTable table;
  private final Map<String, TypeGuess> guesses = new LinkedHashMap<>();
  private final Map<String, Type> known = new LinkedHashMap<>();

  private SchemaGuess(FileTable table) {
    this.table = table;
  }

  /** The columns, in the order in which they were met; all may be null. */
  static List<Column> columns(FileTable table, List<Path> files) {
    SchemaGuess guess = new SchemaGuess(table);
    List<Path> seen = files.subList(0, Math.min(files.size(), MAX_FILES));
    checkOneFormat(table, seen);
    int records = Math.max(MAX_RECORDS / seen.size(), LEAST_RECORDS_OF_A_FILE);
    for (Path file : seen) {
      try {
        guess.look(file, records);
      } catch (IOException e) {
        throw FileFailure.reading(file, e);
      }
    }
    List<Column> columns = new ArrayList<>();
    guess.known.forEach((name, type) -> columns.add(Column.nullable(name, type)));
    guess.guesses.forEach((name, type) -> columns.add(Column.nullable(name, type.type())));
    return columns;
  }

  private static void checkOneFormat(FileTable table, List<Path> files) {
    FileFormat first = table.format(files.getFirst());
    for (Path file : files) {
      if (table.format(file) != first) {
        throw FileFailure.bad(
            file,
            "is " + table.format(file) + ", but " + files.getFirst() + " is " + first,
            "Let the pattern match files of one format.");
      }
    }
  }

  private void look(Path file, int records) throws IOException {
    switch (table.format(file)) {
      case CSV, TSV -> lookAtCsv(file, records);
      case JSON_LINES -> lookAtJson(file, records);
      case PARQUET -> lookAtParquet(file);
    }
  }

  private void lookAtCsv(Path file, int records) throws IOException {
    try (CsvRecords csv = table.openCsv(file)) {
      checkDelimiter(file, csv.names());
      csv.names().forEach(this::guess);
      List<String> names = csv.names();
      for (int left = records; left > 0 && csv.next(); left--) {
        if (!csv.isSound()) {
          continue;
        }
        names = names.isEmpty() ? numbered(csv.width()) : names;
        lookAtFields(csv, names);
      }
    }
  }

  /** The columns of files without a header are named c1, c2 and so on. */
  private List<String> numbered(int width) {
    List<String> names = IntStream.rangeClosed(1, width).mapToObj(i -> "c" + i).toList();
    names.forEach(this::guess);
    return names;
  }

  private void lookAtFields(CsvRecords csv, List<String> names) {
    for (int i = 0; csv.width() == names.size() && i < names.size(); i++) {
      String value = csv.field(i);
      if (value != null) {
        guess(names.get(i)).text(value);
      }
    }
  }

  private void checkDelimiter(Path file, List<String> names) {
    boolean single = names.size() == 1 && table.options().delimiter().isEmpty();
    if (single && names.getFirst().chars().anyMatch(c -> ";|\t".indexOf(c) >= 0)) {
      throw FileFailure.bad(
          file,
          "has one column with the name '" + names.getFirst() + "'",
          "Say what stands between the fields: ?delimiter=; or | or tab or ,.");
    }
  }

  private TypeGuess guess(String name) {
    return guesses.computeIfAbsent(name, _ -> new TypeGuess());
  }

  private void lookAtJson(Path file, int records) throws IOException {
    try (JsonLinesRecords lines = new JsonLinesRecords(file)) {
      JsonReader json = new JsonReader();
      for (int left = records; left > 0 && lines.next(); left--) {
        if (lines.isSound()) {
          json.set(lines.bytes(), lines.recordStart(), lines.recordEnd());
          lookAtObject(json);
        }
      }
    }
  }

  /** What is no object is set aside when it is read; here it says nothing. */
  private void lookAtObject(JsonReader json) {
    Map<String, TypeGuess> before = new LinkedHashMap<>(guesses);
    try {
      json.beginObject();
      while (json.nextName()) {
        lookAtMember(guess(json.name()), json);
      }
    } catch (EvertException _) {
      guesses.keySet().retainAll(before.keySet());
    }
  }

  private static void lookAtMember(TypeGuess guess, JsonReader json) {
    switch (json.peek()) {
      case OBJECT, ARRAY -> {
        json.skip();
        guess.aStructure();
      }
      case STRING -> guess.aString(json.readString());
      case NUMBER -> guess.aNumber(json.readNumber());
      case BOOLEAN -> {
        json.readBoolean();
        guess.aBoolean();
      }
      case NULL -> json.readNull();
    }
  }

  private void lookAtParquet(Path file) throws IOException {
    ParquetSchema.columns(file)
        .forEach(column -> {
          Type before = known.putIfAbsent(column.name(), column.type());
          if (before != null && !before.equals(column.type())) {
            throw FileFailure.bad(
                file,
                "column "
                    + column.name()
                    + " is "
                    + column.type().sql()
                    + ", in an earlier file "
                    + before.sql(),
                "Say what it is to be: ?schema=");
          }
        });
  }
}
