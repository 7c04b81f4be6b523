package dev.evert.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Lets people leave out the word {@code run}: {@code evert 'PIPE'}. */
final class CommandWords {
  private static final String RUN = "run";

  private CommandWords() {}

  /** The arguments, with {@code run} before them if they begin with a pipe or its options. */
  static String[] complete(CommandLine root, String... args) {
    if (args.length == 0 || root.getSubcommands().containsKey(args[0])) {
      return args;
    }
    boolean own = root.getCommandSpec().optionsMap().containsKey(args[0]) || !mayBePipe(args, root);
    if (own) {
      return args;
    }
    List<String> completed = new ArrayList<>(List.of(RUN));
    completed.addAll(List.of(args));
    return completed.toArray(String[]::new);
  }

  /** Options before a pipe are those of {@code run}, also where one of them is misspelt. */
  private static boolean mayBePipe(String[] args, CommandLine root) {
    if (!args[0].startsWith("--")) {
      return looksLikePipe(args[0]);
    }
    String name = args[0].split("=", 2)[0];
    CommandLine run = root.getSubcommands().get(RUN);
    return (run != null && run.getCommandSpec().optionsMap().containsKey(name))
        || Stream.of(args).skip(1).anyMatch(CommandWords::looksLikePipe);
  }

  /** A pipe has a scheme, a path or a bar somewhere; a misspelt command has none of these. */
  private static boolean looksLikePipe(String argument) {
    return argument.chars().anyMatch(c -> ":|/(\"'".indexOf(c) >= 0);
  }
}
