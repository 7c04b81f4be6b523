package dev.evert.connectors.files;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.uri.StoreUri;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a file source's URI says beyond the path.
 *
 * @param format where the files' names do not show it
 * @param columns names and types, empty where they are to be found out
 * @param key names of the columns that identify a row, empty for a multiset
 * @param maxRejects the most records that may be set aside
 */
record FileOptions(
    Optional<FileFormat> format,
    Optional<Character> delimiter,
    char quote,
    boolean header,
    String nullText,
    List<Column> columns,
    List<String> key,
    long maxRejects) {

  private static final Set<String> NAMES =
      Set.of("format", "delimiter", "quote", "header", "null", "schema", "key", "rejects");

  FileOptions {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    if (delimiter.equals(Optional.of(quote))) {
      throw bad("delimiter and quote are the same character");
    }
  }

  /**
   * Reads the options.
   *
   * @throws EvertException {@link ErrorCode#BAD_OPTION}
   */
  static FileOptions of(StoreUri uri) {
    for (String name : uri.options().keySet()) {
      if (!NAMES.contains(name)) {
        throw bad("no option is named '" + name + "'; write a ? in a file's name as %3F");
      }
    }
    List<String> key = uri.option("key").map(FileOptions::names).orElse(List.of());
    return new FileOptions(
        uri.option("format").map(FileFormat::named),
        uri.option("delimiter").map(text -> character("delimiter", text)),
        uri.option("quote").map(text -> character("quote", text)).orElse('"'),
        uri.option("header").map(FileOptions::bool).orElse(true),
        uri.option("null").orElse(""),
        uri.option("schema").map(text -> columns(text, key)).orElse(List.of()),
        key,
        uri.option("rejects").map(FileOptions::count).orElse(Long.MAX_VALUE));
  }

  private static List<String> names(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }

  private static char character(String option, String text) {
    char c = text.equals("tab") || text.equals("\\t") ? '\t' : text.isEmpty() ? 0 : text.charAt(0);
    boolean one = c == '\t' || text.length() == 1;
    if (!one || c > '~' || (c < ' ' && c != '\t')) {
      throw bad(option + ": wanted one ASCII character or 'tab', got '" + text + "'");
    }
    return c;
  }

  private static boolean bool(String text) {
    return switch (text) {
      case "true", "" -> true;
      case "false" -> false;
      default -> throw bad("header: wanted true or false, got '" + text + "'");
    };
  }

  private static long count(String text) {
    try {
      long count = Long.parseLong(text);
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException _) {
      // said below, with the text
    }
    throw bad("rejects: wanted how many records may be set aside, got '" + text + "'");
  }

  /** {@code name:type,name:type}; commas inside parentheses belong to a type. */
  private static List<Column> columns(String text, List<String> key) {
    List<Column> columns = new ArrayList<>();
    for (String part : text.split(",(?![^(]*\\))", -1)) {
      int colon = part.lastIndexOf(':');
      if (colon <= 0) {
        throw bad("schema: wanted name:type, got '" + part.strip() + "'");
      }
      String name = part.substring(0, colon).strip();
      boolean nullable = !key.contains(name);
      columns.add(Column.of(name, TypeNames.parse(part.substring(colon + 1)), nullable));
    }
    return columns;
  }

  private static EvertException bad(String message) {
    return new EvertException(
        ErrorCode.BAD_OPTION, message, "See docs/connectors/files.md for the options.");
  }
}
