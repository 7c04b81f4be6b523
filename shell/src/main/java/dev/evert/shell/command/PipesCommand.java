package dev.evert.shell.command;

import dev.evert.engine.status.PipeStatus;
import dev.evert.shell.console.Amounts;
import dev.evert.shell.home.PipeDirectory;
import dev.evert.shell.status.PipeReport;
import dev.evert.shell.status.ReportJson;
import dev.evert.spi.error.EvertException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evert pipes}. */
@Command(
    name = "pipes",
    description = "Lists the pipes of this machine, running or not.",
    mixinStandardHelpOptions = true)
public final class PipesCommand implements Callable<Integer> {
  private static final List<String> HEAD = List.of("NAME", "STATE", "ROWS", "BEHIND", "PIPE");

  @Spec private CommandSpec spec;

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "Print JSON, one object on a line for each pipe.")
  private boolean json;

  @Override
  public Integer call() {
    Invocation invocation = Invocation.of(spec);
    List<PipeState> states =
        invocation.home(data.directory).pipes().stream().map(PipeState::of).toList();
    if (json) {
      for (PipeState state : states) {
        state.report().map(ReportJson::write).ifPresent(invocation.out()::println);
      }
    } else if (states.isEmpty()) {
      invocation.out().println("There are no pipes yet. Try: evert demo");
    } else {
      List<List<String>> rows = new ArrayList<>();
      rows.add(HEAD);
      states.forEach(state -> rows.add(row(state)));
      TextTable.lines(rows).forEach(invocation.out()::println);
    }
    invocation.out().flush();
    return ExitCodes.OK;
  }

  private static List<String> row(PipeState state) {
    PipeDirectory directory = state.directory();
    return List.of(
        directory.name(),
        state.words(),
        state.report().map(it -> Amounts.count(it.status().view().rows())).orElse("-"),
        state.report().map(PipesCommand::behind).orElse("-"),
        text(directory));
  }

  /** The pipe on one line; a damaged definition does not keep the others from being listed. */
  private static String text(PipeDirectory directory) {
    try {
      return directory.saved().text().replaceAll("\\s+", " ");
    } catch (EvertException e) {
      return e.describe();
    }
  }

  private static String behind(PipeReport report) {
    return Amounts.count(
        report.status().sinks().stream().mapToLong(PipeStatus.SinkStatus::behind).max().orElse(0));
  }
}
