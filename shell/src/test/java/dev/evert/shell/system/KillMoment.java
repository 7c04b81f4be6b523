package dev.evert.shell.system;

import dev.evert.engine.Pipe;
import dev.evert.engine.status.PipeStatus.Phase;
import dev.evert.engine.status.PipeStatus.SinkStatus;
import dev.evert.testing.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** When in a process's life it is killed. */
enum KillMoment {
  /** While Java starts, and the log and the state are opened. */
  START(1_000) {
    @Override
    void await(PipeProcess process, PipeProcess.Command command, ShopDatabase shop) {}
  },
  /** While the log's end is read again, and source and sink are asked where they are. */
  RECOVERY(400) {
    @Override
    void await(PipeProcess process, PipeProcess.Command command, ShopDatabase shop) {
      Deadline.await("the pipe is open", () -> process.check().isPresent());
    }
  },
  /** While rows are copied; if there is nothing to copy, as soon as that is known. */
  SNAPSHOT(150) {
    @Override
    void await(PipeProcess process, PipeProcess.Command command, ShopDatabase shop) {
      try (ShopDatabase.Watch watch = shop.watch()) {
        Deadline.await("rows are copied", () -> watch.isCopied() || isRunning(process));
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }
  },
  /** Some time while changes are followed. */
  STREAMING(1_000) {
    @Override
    void await(PipeProcess process, PipeProcess.Command command, ShopDatabase shop) {
      process.awaitRunning();
    }
  },
  /** While a checkpoint's files are written. */
  CHECKPOINT(10) {
    @Override
    void await(PipeProcess process, PipeProcess.Command command, ShopDatabase shop) {
      process.awaitRunning();
      List<Path> before = files(command);
      Deadline.await("files of a checkpoint come", () -> !files(command).equals(before));
    }
  },
  /** Soon after a sink got on, with changes behind it. */
  SINK(10) {
    @Override
    void await(PipeProcess process, PipeProcess.Command command, ShopDatabase shop) {
      process.awaitRunning();
      List<String> before = frontiers(process);
      Deadline.await("a sink gets on", () -> !frontiers(process).equals(before));
    }
  };

  private final int spreadMillis;

  KillMoment(int spreadMillis) {
    this.spreadMillis = spreadMillis;
  }

  /** Waits for the moment, and then for a random time that goes with it. */
  void await(PipeProcess process, PipeProcess.Command command, ShopDatabase shop, Random random) {
    await(process, command, shop);
    LockSupport.parkNanos(random.nextInt(1 + 1_000_000 * spreadMillis));
  }

  abstract void await(PipeProcess process, PipeProcess.Command command, ShopDatabase shop);

  private static boolean isRunning(PipeProcess process) {
    return process.check().filter(status -> status.phase() == Phase.RUNNING).isPresent();
  }

  private static List<String> frontiers(PipeProcess process) {
    return process.check().stream()
        .flatMap(status -> status.sinks().stream())
        .map(SinkStatus::frontier)
        .toList();
  }

  private static List<Path> files(PipeProcess.Command command) {
    Path state = command.pipe().resolve(Pipe.STATE_DIRECTORY);
    try (Stream<Path> files = Files.walk(state)) {
      return files.sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (UncheckedIOException | IOException e) {
      // Files went away while they were listed: that is a change too.
      return List.of(Path.of("changing"));
    }
  }
}
