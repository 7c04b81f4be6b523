package dev.evert.connectors.files;

import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;
import java.io.Closeable;
import java.io.IOException;

/** The records of one file, one after the other. One thread at a time. */
interface Records extends Closeable {

  /** Moves to the next record; false if there is none. */
  boolean next() throws IOException;

  /**
   * Writes the record as a row.
   *
   * @throws EvertException if it is none; what was written is to be truncated
   */
  void read(RowWriter out);

  /** The record's place in the file, for people: its line or row. */
  String where();

  /** The record as it was found. */
  byte[] found();

  /** The place after the record. */
  FilePosition position();

  /** How many bytes of the file on disk were read; it may run ahead of the records. */
  long bytesRead();

  /** A checksum by which {@link FileState#check} knows the file again. */
  int check();
}
