package dev.evert.shell.sql;

import dev.evert.engine.database.Database;
import dev.evert.engine.database.Outcome;
import dev.evert.engine.database.QueryResult;
import dev.evert.engine.database.Statements;
import dev.evert.shell.console.ErrorReport;
import dev.evert.spi.error.EvertException;
import java.io.PrintWriter;

/** Carries statements out and tells what they came to. */
final class StatementRun {
  private final Database database;
  private final RowPrinter printer;
  private final ErrorReport errors;
  private final PrintWriter out;
  private final PrintWriter err;

  StatementRun(
      Database database, RowPrinter printer, ErrorReport errors, PrintWriter out, PrintWriter err) {
    this.database = database;
    this.printer = printer;
    this.errors = errors;
    this.out = out;
    this.err = err;
  }

  /**
   * Carries out the statements of a text, up to the first that fails.
   *
   * @param origin what the text is called in messages; empty if a person has just typed it
   * @return whether all were carried out
   */
  boolean run(String text, String origin) {
    try {
      for (Statements.Part part : Statements.split(text)) {
        if (!run(part, origin)) {
          return false;
        }
      }
      return true;
    } catch (EvertException e) {
      tell(e, text, origin);
      return false;
    }
  }

  private boolean run(Statements.Part part, String origin) {
    try {
      tell(database.execute(part.sql()));
      return true;
    } catch (EvertException e) {
      tell(e, part.sql(), origin.isEmpty() ? "" : origin + ":" + part.line());
      return false;
    } finally {
      out.flush();
    }
  }

  private void tell(EvertException failure, String sql, String origin) {
    out.flush();
    if (!origin.isEmpty()) {
      err.println(origin);
    }
    err.print(errors.of(failure, sql));
    err.flush();
  }

  private void tell(Outcome outcome) {
    switch (outcome) {
      case Outcome.Rows answer -> {
        try (QueryResult rows = answer.rows()) {
          printer.print(rows, out);
        }
      }
      case Outcome.Changed changed -> out.println(changed.tag() + " " + changed.count());
      case Outcome.Defined defined -> {
        out.println(defined.tag());
        defined.notes().forEach(note -> out.println("note: " + note));
      }
      case Outcome.Told told -> out.println(told.text());
    }
  }
}
