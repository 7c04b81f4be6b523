package dev.evert.shell.command;

import dev.evert.shell.console.Amounts;
import dev.evert.shell.console.Ink;
import dev.evert.shell.session.Verdict;
import java.util.ArrayList;
import java.util.List;

/** The outcome of an audit, for people. */
final class VerdictText {
  private static final int DIGEST_CHARS = 16;

  private final Ink ink;
  private final String pipe;

  VerdictText(Ink ink, String pipe) {
    this.ink = ink;
    this.pipe = pipe;
  }

  List<String> lines(List<Verdict> verdicts) {
    List<String> lines = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      lines.add(headline(verdict));
      for (Verdict.Row row : verdict.differences()) {
        lines.add("    " + row.kind() + "  " + Printable.of(row.key()));
      }
      long more = verdict.differing() - verdict.differences().size();
      if (more > 0) {
        lines.add("    and " + Amounts.count(more) + " more");
      }
    }
    lines.add(summary(verdicts));
    return lines;
  }

  private String headline(Verdict verdict) {
    if (verdict.skipped().isPresent()) {
      return ink.bad("not compared") + "  " + verdict.what() + ": " + verdict.skipped().get();
    }
    String rows = Amounts.count(verdict.actualRows(), "row");
    String digest = verdict.actualDigest();
    String shortDigest = digest.substring(0, Math.min(DIGEST_CHARS, digest.length()));
    if (verdict.differing() == 0 && verdict.differs()) {
      return ink.bad("differs")
          + "  "
          + verdict.what()
          + ": it changed while it was compared, verify again";
    }
    if (verdict.differing() == 0) {
      return ink.good("equal") + "  " + verdict.what() + ": " + rows + ", digest " + shortDigest;
    }
    String differ =
        Amounts.count(verdict.differing(), "row")
            + (verdict.differing() == 1 ? " differs" : " differ")
            + ": it holds "
            + rows
            + ", expected "
            + Amounts.count(verdict.expectedRows());
    return verdict.differs()
        ? ink.bad("differs") + "  " + verdict.what() + ": " + differ
        : ink.good("repaired") + "  " + verdict.what() + ": " + differ;
  }

  private String summary(List<Verdict> verdicts) {
    String position = verdicts.isEmpty() ? "none" : verdicts.getLast().position();
    if (verdicts.stream().anyMatch(Verdict::differs)) {
      return "Not all agree at position "
          + position
          + ". To repair sinks: evert verify "
          + pipe
          + " --repair";
    }
    return verdicts.stream().allMatch(verdict -> verdict.skipped().isEmpty())
        ? "All agree at position " + position + "."
        : "What could be compared agrees at position " + position + ".";
  }
}
