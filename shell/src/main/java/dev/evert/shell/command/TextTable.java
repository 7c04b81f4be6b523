package dev.evert.shell.command;

import java.util.ArrayList;
import java.util.List;

/** Rows of words in columns. */
final class TextTable {
  private TextTable() {}

  /** The lines: each column but the last as wide as its widest word, and two blanks. */
  static List<String> lines(List<List<String>> rows) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns - 1; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns - 1; i++) {
        line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
      }
      lines.add(line.append(row.getLast()).toString());
    }
    return lines;
  }
}
