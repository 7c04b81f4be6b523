package dev.evert.connectors.postgres.snapshot;

import dev.evert.spi.row.RowWriter;

/** Where rows go that are read one after the other. */
interface RowTarget {
  /** A row begins: its fields go here. */
  RowWriter begin();

  /** All fields of the row are written. */
  void end();
}
