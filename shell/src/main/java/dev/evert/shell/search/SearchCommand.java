package dev.evert.shell.search;

import dev.evert.shell.TerminalSurroundings;
import dev.evert.spi.search.Search;
import dev.evert.spi.search.SearchResult;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code evert search INDEX 'query'}. */
@Command(
    name = "search",
    description = "Finds rows in an index that a pipe fills, while it goes on filling it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Queries:",
      "  blue jumper              rows with any of the words, the best first",
      "  +blue -jumper            with the one and without the other; also AND, OR, NOT, ( )",
      "  \"blue jumper\"            the words side by side",
      "  jump*  jumpr~            words that begin so; words that are nearly so",
      "  title:blue  price:59.90  in one column",
      "  price:[10 TO 20}         from 10 to less than 20; * is an open end",
    })
public final class SearchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "INDEX",
      description = "A directory, or the URI of a sink: lucene:…, opensearch://…")
  private String index = "";

  @Parameters(index = "1", paramLabel = "QUERY", description = "What to look for.")
  private String query = "";

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "ROWS",
      defaultValue = "10",
      description = "Show so many rows at most (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Search search = Searches.open(index, new TerminalSurroundings("search"))) {
      SearchResult result = search.find(query, limit);
      if (json) {
        JsonResult.print(result, out);
      } else {
        new TextResult(Ansi.AUTO.enabled(), out).print(result);
      }
      out.flush();
    }
    return ExitCode.OK;
  }
}
