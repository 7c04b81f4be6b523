package dev.evert.shell.sql;

import dev.evert.engine.database.Database;
import dev.evert.shell.console.ErrorReport;
import dev.evert.shell.console.Terminal;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Statements from wherever they come, in one process that has the database open. */
public final class SqlSession {
  private final PrintWriter out;
  private final StatementRun statements;

  /**
   * A session.
   *
   * @param csv whether rows are printed as comma-separated values, or in columns
   */
  public SqlSession(
      Database database, boolean csv, ErrorReport errors, PrintWriter out, PrintWriter err) {
    this.out = out;
    RowPrinter printer = csv ? new CsvRows() : new AlignedRows();
    this.statements = new StatementRun(database, printer, errors, out, err);
  }

  /** Carries out statements that were given as texts; whether all were. */
  public boolean run(List<String> texts) {
    return texts.stream().allMatch(text -> statements.run(text, ""));
  }

  /** Carries out files; whether all statements were. */
  public boolean runFiles(List<Path> files) {
    return files.stream().allMatch(file -> statements.run(read(file), file.toString()));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new EvertException(
          ErrorCode.NO_SUCH_FILE, "can not read " + file + ": " + e.getMessage(), null, e);
    }
  }

  /** Asks the person at the terminal, or reads standard input; whether all was carried out. */
  public boolean runInput() {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    if (Terminal.console().isPresent()) {
      new Prompt(in, out, statements).run();
      return true;
    }
    try (in) {
      return statements.run(in.lines().collect(Collectors.joining("\n")), "standard input");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
