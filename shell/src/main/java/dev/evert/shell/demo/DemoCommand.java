package dev.evert.shell.demo;

import dev.evert.shell.console.Terminal;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evert demo}. */
@Command(
    name = "demo",
    description =
        "Shows what Evert does, in about a minute: starts a PostgreSQL of its own with 250,000"
            + " sales, keeps a search index equal to it, kills itself in the middle, goes on, and"
            + " proves that nothing was lost.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--keep",
      description = "At the end leave all running, to be played with, until Ctrl-C.")
  private boolean keep;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where to put everything (default: a temporary directory, removed at the end).")
  private @Nullable Path directory;

  @Override
  public Integer call() throws InterruptedException, IOException, SQLException {
    Narrator narrator = new Narrator(spec.commandLine().getOut(), Terminal.ofProcess().outInk());
    try (DemoPlace place = DemoPlace.of(directory)) {
      return new Demo(place, narrator, keep).run();
    } catch (NoClassDefFoundError e) {
      throw new EvertException(
          ErrorCode.INTERNAL,
          "the demo's own libraries are not on the class path: " + e.getMessage(),
          "Start it as ./evert demo.",
          e);
    }
  }
}
