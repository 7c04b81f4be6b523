package dev.evert.log.operations;

import dev.evert.log.LogId;
import dev.evert.log.files.LogFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of operations in a directory, each named by the positions that it covers. A crash may
 * leave the files that a merged one was made of.
 */
final class RunFiles {
  private static final Pattern NAME = Pattern.compile("(\\d{19})-(\\d{19})\\.operations");

  private RunFiles() {}

  private record Named(String name, long from, long to) {}

  static String name(RunLayout layout) {
    return String.format(Locale.ROOT, "%019d-%019d.operations", layout.from(), layout.to());
  }

  /**
   * Opens intact files that follow each other from position 0.
   *
   * @param owned whether all others are removed
   */
  static List<OperationRun> open(LogFiles files, LogId logId, boolean owned) throws IOException {
    List<OperationRun> chain = new ArrayList<>();
    long covered = 0;
    for (Named named : find(files)) {
      OperationRun run = named.from == covered ? OperationRun.open(files, named.name, logId) : null;
      if (run == null && owned) {
        files.delete(named.name);
      } else if (run != null) {
        chain.add(run);
        covered = named.to;
      }
    }
    return List.copyOf(chain);
  }

  /** The files in the order in which they are tried: where several start, the longest first. */
  private static List<Named> find(LogFiles files) throws IOException {
    List<Named> found = new ArrayList<>();
    for (String name : files.list()) {
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches()) {
        found.add(
            new Named(name, Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))));
      }
    }
    found.sort(
        Comparator.comparingLong(Named::from)
            .thenComparing(Comparator.comparingLong(Named::to).reversed()));
    return found;
  }
}
