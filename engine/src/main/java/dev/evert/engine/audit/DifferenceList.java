package dev.evert.engine.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Counts differences and keeps the first of them. */
final class DifferenceList {
  private final Function<byte[], String> text;
  private final RecordComparison.Visitor each;
  private final List<Difference> first = new ArrayList<>();
  private long count;

  DifferenceList(Function<byte[], String> text, RecordComparison.Visitor each) {
    this.text = text;
    this.each = each;
  }

  void add(byte[] key, Difference.Kind kind) throws InterruptedException {
    count++;
    if (first.size() < Comparison.MAX_DIFFERENCES) {
      first.add(new Difference(key, text.apply(key), kind));
    }
    each.difference(key, kind);
  }

  long count() {
    return count;
  }

  List<Difference> first() {
    return first;
  }
}
