package dev.evert.connectors.files;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What files hold. */
enum FileFormat {
  /** Values with delimiters between them, as RFC 4180 has it. */
  CSV,
  /** The same with tabs. */
  TSV,
  /** One JSON object a line. */
  JSON_LINES,
  /** Apache Parquet. */
  PARQUET;

  private static final String GZIP_SUFFIX = ".gz";

  /** The format that the option {@code format} names. */
  static FileFormat named(String name) {
    return switch (name) {
      case "csv" -> CSV;
      case "tsv" -> TSV;
      case "jsonl", "ndjson", "json" -> JSON_LINES;
      case "parquet" -> PARQUET;
      default ->
          throw new EvertException(
              ErrorCode.BAD_OPTION,
              "format: wanted csv, tsv, jsonl or parquet, got '" + name + "'");
    };
  }

  /**
   * The format that a file's name shows.
   *
   * @throws EvertException {@link ErrorCode#BAD_FILE} if it shows none
   */
  static FileFormat of(Path file) {
    String name = lowerName(file);
    String bare = name.endsWith(GZIP_SUFFIX) ? name.substring(0, name.length() - 3) : name;
    return byExtension(bare.substring(bare.lastIndexOf('.') + 1))
        .orElseThrow(() ->
            new EvertException(
                ErrorCode.BAD_FILE,
                "the name of " + file + " does not show what it holds",
                "Say it: ?format=csv, tsv, jsonl or parquet."));
  }

  private static Optional<FileFormat> byExtension(String extension) {
    return switch (extension) {
      case "csv" -> Optional.of(CSV);
      case "tsv", "tab" -> Optional.of(TSV);
      case "jsonl", "ndjson", "json" -> Optional.of(JSON_LINES);
      case "parquet" -> Optional.of(PARQUET);
      default -> Optional.empty();
    };
  }

  /** Whether a file is compressed by gzip, by its name. */
  static boolean gzipped(Path file) {
    return lowerName(file).endsWith(GZIP_SUFFIX);
  }

  private static String lowerName(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }
}
