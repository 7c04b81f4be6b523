package dev.evert.shell.command;

import dev.evert.engine.Connectors;
import dev.evert.engine.Engine;
import dev.evert.engine.EngineOptions;
import dev.evert.engine.parked.ParkedJson;
import dev.evert.engine.parked.ParkedRecord;
import dev.evert.shell.console.Amounts;
import dev.evert.shell.control.ControlClient;
import dev.evert.shell.control.ControlRequest;
import dev.evert.shell.home.PipeDirectory;
import dev.evert.shell.session.SessionCommands;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code evert parked NAME}. */
@Command(
    name = "parked",
    description =
        "Prints what a pipe has set aside: records that could not be read, rows that a"
            + " sink refused, each with the reason.",
    mixinStandardHelpOptions = true)
public final class ParkedCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOption data = new DataOption();

  @Parameters(index = "0", paramLabel = "PIPE", description = "A pipe or its name.")
  private String pipe = "";

  @Option(names = "--json", description = "Print JSON, one object on a line for each record.")
  private boolean json;

  @Override
  public Integer call() {
    Invocation invocation = Invocation.of(spec);
    Connectors connectors = Connectors.installed();
    PipeDirectory directory =
        new PipeFinder(invocation.home(data.directory), connectors, invocation).existing(pipe);
    AtomicLong count = new AtomicLong();
    read(
        directory,
        connectors,
        record -> {
          count.incrementAndGet();
          print(invocation, record);
        });
    invocation.out().flush();
    if (!json) {
      invocation.tell(Amounts.count(count.get(), "record") + " set aside.");
    }
    return ExitCodes.OK;
  }

  private static void read(
      PipeDirectory directory, Connectors connectors, Consumer<ParkedRecord> visitor) {
    Optional<ControlClient> client = ControlClient.connect(directory.path());
    if (client.isPresent()) {
      try (ControlClient process = client.get()) {
        process.call(
            ControlRequest.of(SessionCommands.PARKED),
            line -> visitor.accept(ParkedJson.read(line)));
      }
    } else {
      try (Engine engine = Engine.open(EngineOptions.in(directory.path()), connectors)) {
        engine.parked(directory.name()).forEach(records -> records.forEach(visitor));
      }
    }
  }

  private void print(Invocation invocation, ParkedRecord record) {
    if (json) {
      invocation.out().println(ParkedJson.write(record));
      return;
    }
    invocation.out().println(record.origin() + "  " + Printable.of(record.where()));
    invocation.out().println("  " + record.code() + ": " + Printable.of(record.reason()));
    invocation.out().println("  " + Printable.of(record.recordText()));
  }
}
