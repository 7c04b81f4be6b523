package dev.evert.shell.command;

import dev.evert.engine.Connectors;
import dev.evert.engine.Engine;
import dev.evert.engine.EngineOptions;
import dev.evert.shell.console.ErrorReport;
import dev.evert.shell.sql.SqlSession;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code evert sql}. */
@Command(
    name = "sql",
    description = {
      "Carries out SQL statements: defines tables and views, changes rows, asks for them.",
      "Without files and -c it reads from the terminal, or from standard input."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:all was carried out", "1:a statement failed; those after it were not tried"})
public final class SqlCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = {"-c", "--command"},
      paramLabel = "SQL",
      description = "Statements to carry out; may be given more than once.")
  private List<String> commands = new ArrayList<>();

  @Option(names = "--csv", description = "Print rows as comma-separated values.")
  private boolean csv;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "How many threads derive views at once (default: the processors, at most 8). Results do"
              + " not depend on it.")
  private @Nullable Integer workers;

  @Parameters(paramLabel = "FILE", description = "Files of statements, carried out in order.")
  private List<Path> files = new ArrayList<>();

  @Override
  public Integer call() {
    Invocation invocation = Invocation.of(spec);
    Path directory = invocation.home(data.directory).database();
    ErrorReport errors =
        new ErrorReport(invocation.terminal().errInk(), invocation.terminal().columns());
    try (Engine engine = Engine.open(options(directory), Connectors.installed())) {
      SqlSession session =
          new SqlSession(engine.database(), csv, errors, invocation.out(), invocation.err());
      boolean given = !commands.isEmpty() || !files.isEmpty();
      boolean done = given ? run(session) : session.runInput();
      return done ? ExitCodes.OK : ExitCodes.FAILED;
    }
  }

  private EngineOptions options(Path directory) {
    EngineOptions options = EngineOptions.in(directory);
    if (workers == null) {
      return options;
    }
    if (workers < 1 || workers > EngineOptions.MOST_WORKERS) {
      throw new EvertException(
          ErrorCode.BAD_OPTION,
          "--workers must be 1 to " + EngineOptions.MOST_WORKERS + ", got " + workers);
    }
    return options.withThreading(new EngineOptions.Threading.OwnThreads(workers));
  }

  private boolean run(SqlSession session) {
    return session.run(commands) && session.runFiles(files);
  }
}
