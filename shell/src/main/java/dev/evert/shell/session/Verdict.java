package dev.evert.shell.session;

import dev.evert.engine.audit.Comparison;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The outcome of one comparison of an audit, as it is told.
 *
 * @param what was compared with what it is derived from
 * @param position at which, as a token
 * @param skipped why nothing was compared, if so
 * @param expectedRows of the side that is derived from
 * @param actualRows of the derived side
 * @param expectedDigest of the one, in hexadecimal
 * @param actualDigest of the other
 * @param differing how many keys differ
 * @param repaired how many of them were mended
 * @param differences the first of them
 */
public record Verdict(
    String what,
    String position,
    Optional<String> skipped,
    long expectedRows,
    long actualRows,
    String expectedDigest,
    String actualDigest,
    long differing,
    long repaired,
    List<Row> differences) {
  public Verdict {
    differences = List.copyOf(differences);
  }

  /**
   * A row that differs.
   *
   * @param key as people read it
   * @param kind missing, surplus or changed, seen from the derived side
   */
  public record Row(String key, String kind) {}

  static Verdict of(Comparison comparison) {
    return new Verdict(
        comparison.what(),
        comparison.position(),
        comparison.skipped(),
        comparison.expectedRows(),
        comparison.actualRows(),
        comparison.expected().toString(),
        comparison.actual().toString(),
        comparison.differing(),
        comparison.repaired(),
        comparison.differences().stream()
            .map(it -> new Row(it.text(), it.kind().name().toLowerCase(Locale.ROOT)))
            .toList());
  }

  /** Whether both sides were compared, and differ still. */
  public boolean differs() {
    boolean unequal = differing == 0 && !expectedDigest.equals(actualDigest);
    return skipped.isEmpty() && (unequal || differing > repaired);
  }
}
