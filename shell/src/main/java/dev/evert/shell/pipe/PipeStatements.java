package dev.evert.shell.pipe;

import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.engine.pipe.PipeDefinition.ProgramStage;
import dev.evert.engine.program.Program;
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
  private int views;

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
    boolean unnamed = pipe.inputs().getFirst().name().equals(PipeDefinition.INPUT);
    String last = views(pipe.queries(), sources.getFirst(), unnamed);
    for (ProgramStage stage : pipe.programs()) {
      String answers = free(viewName());
      statement(
          "CREATE TABLE " + identifier(answers) + columns(stage.program()),
          "  FROM PROGRAM " + literal(stage.program().commandText()),
          "  OVER " + identifier(last));
      last = views(stage.queries(), answers, true);
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

  /** A view for each query; returns the last one, or what they are over if there is none. */
  private String views(List<String> queries, String over, boolean firstReadsInput) {
    String last = over;
    for (int i = 0; i < queries.size(); i++) {
      String view = free(viewName());
      String query = queries.get(i);
      statement(
          "CREATE MATERIALIZED VIEW " + identifier(view) + " AS",
          i > 0 || firstReadsInput ? withInput(query, last) : query);
      last = view;
    }
    return last;
  }

  /** Numbered from 1 if there are several. */
  private String viewName() {
    int queries = pipe.queries().size();
    int others = pipe.programs().stream().mapToInt(stage -> 1 + stage.queries().size()).sum();
    return queries + others == 1 ? pipe.name() : pipe.name() + "_" + ++views;
  }

  private static String columns(Program program) {
    return program.columns().isEmpty() ? "" : " (" + program.columns() + ")";
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
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
    return literal(uri.toString());
  }
}
