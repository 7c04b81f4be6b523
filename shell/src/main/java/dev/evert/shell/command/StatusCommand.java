package dev.evert.shell.command;

import dev.evert.engine.Connectors;
import dev.evert.shell.home.EvertHome;
import dev.evert.shell.home.PipeDirectory;
import dev.evert.shell.status.ReportJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code evert status [PIPE|NAME]}. */
@Command(
    name = "status",
    description = "Shows how a pipe is, or all pipes: positions, lag, what was set aside.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  @Spec private CommandSpec spec;

  @Mixin private DataOption data = new DataOption();

  @Parameters(index = "0", arity = "0..1", paramLabel = "PIPE", description = "A pipe or its name.")
  private @Nullable String pipe;

  @Option(names = "--json", description = "Print JSON, one object on a line for each pipe.")
  private boolean json;

  @Option(names = "--watch", description = "Show it again each second until Ctrl-C.")
  private boolean watch;

  @Override
  public Integer call() throws InterruptedException {
    Invocation invocation = Invocation.of(spec);
    EvertHome home = invocation.home(data.directory);
    CountDownLatch stopped = new CountDownLatch(1);
    if (watch) {
      Signals.handle(_ -> stopped.countDown());
    }
    do {
      print(invocation, directories(invocation, home));
    } while (watch && !stopped.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
    return ExitCodes.OK;
  }

  private List<PipeDirectory> directories(Invocation invocation, EvertHome home) {
    if (pipe == null) {
      return home.pipes();
    }
    Connectors connectors = Connectors.installed();
    return List.of(new PipeFinder(home, connectors, invocation).existing(pipe));
  }

  private void print(Invocation invocation, List<PipeDirectory> directories) {
    if (watch && !json && invocation.terminal().out()) {
      invocation.out().print("\033[H\033[J");
    }
    Instant now = Instant.now();
    for (PipeDirectory directory : directories) {
      PipeState state = PipeState.of(directory);
      if (json) {
        state.report().map(ReportJson::write).ifPresent(invocation.out()::println);
      } else {
        StatusText.of(state, now, invocation.terminal().outInk())
            .forEach(invocation.out()::println);
      }
    }
    if (directories.isEmpty() && !json) {
      invocation.out().println("There are no pipes yet. Try: evert demo");
    }
    invocation.out().flush();
  }
}
