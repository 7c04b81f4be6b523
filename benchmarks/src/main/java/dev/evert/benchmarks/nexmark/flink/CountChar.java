package dev.evert.benchmarks.nexmark.flink;

import org.apache.flink.table.functions.ScalarFunction;

/** How often a character is in a text. */
public final class CountChar extends ScalarFunction {

  /** Counts. */
  public long eval(String text, String character) {
    long count = 0;
    char wanted = character.charAt(0);
    for (int i = 0; i < text.length(); i++) {
      count += text.charAt(i) == wanted ? 1 : 0;
    }
    return count;
  }
}
