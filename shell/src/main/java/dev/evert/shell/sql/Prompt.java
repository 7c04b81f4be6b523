package dev.evert.shell.sql;

import dev.evert.engine.database.Statements;
import dev.evert.spi.error.EvertException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Reads statements from a person, each ended by a semicolon. */
final class Prompt {
  private static final String FIRST = "evert> ";
  private static final String NEXT = "   ... ";

  private final BufferedReader in;
  private final PrintWriter out;
  private final StatementRun statements;

  Prompt(BufferedReader in, PrintWriter out, StatementRun statements) {
    this.in = in;
    this.out = out;
    this.statements = statements;
  }

  /** Reads and carries out until the end of the input, or {@code \q}. */
  void run() {
    StringBuilder text = new StringBuilder();
    for (String line = ask(FIRST); line != null; line = ask(text.isEmpty() ? FIRST : NEXT)) {
      String word = line.strip();
      if (text.isEmpty() && (word.equals("\\q") || word.equals("quit") || word.equals("exit"))) {
        return;
      }
      text.append(line).append('\n');
      if (isWhole(text.toString())) {
        statements.run(text.toString(), "");
        text.setLength(0);
      }
    }
    out.println();
  }

  /** A text that can not be read is whole: to tell what is wrong with it. */
  private static boolean isWhole(String text) {
    try {
      return Statements.isWhole(text);
    } catch (EvertException e) {
      return text.strip().endsWith(";");
    }
  }

  private @Nullable String ask(String prompt) {
    out.print(prompt);
    out.flush();
    try {
      return in.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
