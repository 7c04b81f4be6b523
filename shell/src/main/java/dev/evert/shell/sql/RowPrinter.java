package dev.evert.shell.sql;

import dev.evert.engine.database.QueryResult;
import java.io.PrintWriter;

/** Prints the rows of a query. */
interface RowPrinter {

  /** Prints all rows. */
  void print(QueryResult rows, PrintWriter out);
}
