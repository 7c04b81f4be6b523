package dev.evert.shell.pipe;

import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.spi.uri.StoreUri;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the SQL statements that a pipe is short for. */
public final class PipeStatements {
  private static final Pattern WITH =
      Pattern.compile("(?i)^with\\s+(?<recursive>recursive\\s+)?", Pattern.UNICODE_CASE);

  private final PipeDefinition pipe;
  private final List<String> lines = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();

  private PipeStatements(PipeDefinition pipe) {
    this.pipe = pipe;
  }

  /** The statements' lines, without secrets; an empty one after each statement. */
  public static List<String> of(PipeDefinition pipe) {
    return new PipeStatements(pipe).write();
  }

  private List<String> write() {
    List<String> sources = new ArrayList<>();
    for (PipeDefinition.Input input : pipe.inputs()) {
      boolean unnamed = input.name().equals(PipeDefinition.INPUT);
      String name = free(unnamed ? PathWords.of(input.uri()) : input.name());
      sources.add(name);
      statement("CREATE SOURCE " + identifier(name), "  FROM " + literal(input.uri()));
    }
    String last = sources.getFirst();
    for (int i = 0; i < pipe.queries().size(); i++) {
      String view = free(pipe.queries().size() == 1 ? pipe.name() : pipe.name() + "_" + (i + 1));
      boolean readsInput = i > 0 || pipe.inputs().getFirst().name().equals(PipeDefinition.INPUT);
      String query = pipe.queries().get(i);
      statement(
          "CREATE MATERIALIZED VIEW " + identifier(view) + " AS",
          readsInput ? withInput(query, last) : query);
      last = view;
    }
    for (StoreUri sink : pipe.sinks()) {
      String name = free(pipe.sinks().size() == 1 ? pipe.name() + "_sink" : PathWords.of(sink));
      statement(
          "CREATE SINK " + identifier(name),
          "  FROM " + identifier(last),
          "  INTO " + literal(sink));
    }
    return lines;
  }

  private void statement(String... parts) {
    String statement = String.join("\n", parts);
    String lastLine = statement.substring(statement.lastIndexOf('\n') + 1);
    // A query may end in a comment, which would hide the semicolon.
    (statement + (lastLine.contains("--") ? "\n;" : ";")).lines().forEach(lines::add);
    lines.add("");
  }

  /** A query over {@code input}, with that name given to what it reads. */
  private static String withInput(String query, String source) {
    String input = "input AS (SELECT * FROM " + identifier(source) + ")";
    Matcher with = WITH.matcher(query);
    if (!with.find()) {
      return "WITH " + input + "\n" + query;
    }
    String recursive = with.group("recursive") == null ? "" : "RECURSIVE ";
    return "WITH " + recursive + input + ",\n" + query.substring(with.end());
  }

  private String free(String wanted) {
    String name = wanted;
    for (int i = 2; !taken.add(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  private static String identifier(String name) {
    return name.matches("[a-z_][a-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String literal(StoreUri uri) {
    return "'" + uri.toString().replace("'", "''") + "'";
  }
}
