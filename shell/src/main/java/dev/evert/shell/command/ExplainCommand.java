package dev.evert.shell.command;

import dev.evert.engine.Connectors;
import dev.evert.engine.Engine;
import dev.evert.engine.EngineOptions;
import dev.evert.engine.view.PipePlan;
import dev.evert.shell.home.EvertHome;
import dev.evert.shell.home.PipeDirectory;
import dev.evert.shell.pipe.PipeStatements;
import dev.evert.shell.pipe.WrittenPipe;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code evert explain 'PIPE'}. */
@Command(
    name = "explain",
    description =
        "Prints the SQL statements that a pipe is short for, and its operators. Asks the"
            + " sources for their columns; changes nothing.",
    mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--name", paramLabel = "NAME", description = "What the pipe is to be called.")
  private @Nullable String name;

  @Parameters(index = "0", paramLabel = "PIPE", description = "A pipe or its name.")
  private String pipe = "";

  @Override
  public Integer call() {
    Invocation invocation = Invocation.of(spec);
    Connectors connectors = Connectors.installed();
    EvertHome home = invocation.home(data.directory);
    PipeFinder finder = new PipeFinder(home, connectors, invocation);
    WrittenPipe written = finder.read(pipe, Optional.ofNullable(name));
    PipeDirectory directory = home.pipe(written.definition().name());
    // These are known before any source is asked, and worth seeing when none answers.
    PipeStatements.of(written.definition()).forEach(invocation.out()::println);
    invocation.out().flush();
    EngineOptions options = EngineOptions.in(directory.path());
    new AddressCheck(written, connectors, options).run();
    List<PipePlan> plans =
        Sessions.about(written, () -> Engine.plan(written.definition(), connectors, options));
    new PlanText(plans).lines().forEach(invocation.out()::println);
    invocation.out().flush();
    return ExitCodes.OK;
  }
}
