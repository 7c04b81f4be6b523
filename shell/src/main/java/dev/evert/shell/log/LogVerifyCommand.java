package dev.evert.shell.log;

import dev.evert.engine.LogFailures;
import dev.evert.log.LogException;
import dev.evert.log.journal.JournalVerification;
import dev.evert.shell.console.Amounts;
import dev.evert.spi.text.JsonWriter;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evert log verify}. */
@Command(
    name = "verify",
    description = {
      "Reads every byte of a log and compares its tree, its indexes and its signed head with the"
          + " events.",
      "Exits with 1 if anything is not what was written."
    },
    mixinStandardHelpOptions = true)
final class LogVerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private LogArgument place = new LogArgument();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      JournalVerification.Report report =
          JournalVerification.run(place.directory(), this::progress);
      if (json) {
        out.println(json(report));
      } else {
        print(out, report);
      }
      out.flush();
      return report.isIntact() ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (LogException e) {
      throw LogFailures.translate(e);
    }
  }

  private void progress(long bytes) {
    if (!json && Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf("\r%,d bytes read", bytes);
      err.flush();
    }
  }

  private static void print(PrintWriter out, JournalVerification.Report report) {
    report.problems().forEach(problem -> out.println("damaged: " + problem));
    out.printf(
        "%s: %,d events in %s, %,d bytes%n",
        report.isIntact() ? "intact" : report.problems().size() + " places damaged",
        report.events(),
        Amounts.count(report.segments(), "segment"),
        report.bytes());
    if (!report.root().isEmpty()) {
      out.println("root of all events: " + report.root());
    }
  }

  private static String json(JournalVerification.Report report) {
    JsonWriter json = new JsonWriter().beginObject();
    json.name("intact").bool(report.isIntact());
    json.name("events").number(report.events()).name("segments").number(report.segments());
    json.name("bytes").number(report.bytes()).name("root").string(report.root());
    json.name("problems").beginArray();
    for (JournalVerification.Problem problem : report.problems()) {
      json.beginObject().name("file").string(problem.file());
      json.name("offset").number(problem.offset());
      json.name("position").string(Long.toString(problem.position()));
      json.name("expected").string(problem.expected());
      json.name("found").string(problem.found()).endObject();
    }
    return json.endArray().endObject().toString();
  }
}
