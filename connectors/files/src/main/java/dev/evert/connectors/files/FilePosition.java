package dev.evert.connectors.files;

/**
 * A place between two records of a file.
 *
 * @param offset bytes of the (uncompressed) text before it; for Parquet, rows
 * @param line the number of the line that begins there, counted from 1; for Parquet, of the row
 */
record FilePosition(long offset, long line) {
  static final FilePosition START = new FilePosition(0, 1);
}
