package dev.evert.sql.slt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A record of a text file of SQL tests; its format is told in the README beside the files. */
sealed interface SltRecord {

  /** The line at which it starts, counted from 1. */
  int line();

  /** A statement that the tables are made and changed by. */
  record Statement(String sql, int line) implements SltRecord {
    /** Whether it declares what views may be made over, rather than changes rows. */
    boolean declares() {
      return sql.strip().toLowerCase(Locale.ROOT).startsWith("create");
    }
  }

  /**
   * A query, with its rows as text.
   *
   * @param oracle asks PostgreSQL the same: the query itself, unless PostgreSQL can not read it
   */
  record Query(String sql, String oracle, List<String> rows, int line) implements SltRecord {
    public Query {
      rows = List.copyOf(rows);
    }
  }

  /** A query that is refused: the message holds the text, at the line and column. */
  record Refused(String sql, String code, String place, String message, int line)
      implements SltRecord {}

  /** Reads a file. */
  static List<SltRecord> parse(List<String> lines) {
    List<SltRecord> records = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at);
      if (line.isBlank() || line.startsWith("#")) {
        at++;
        continue;
      }
      int end = at;
      while (end < lines.size() && !lines.get(end).isBlank()) {
        end++;
      }
      records.add(record(lines.subList(at, end), at + 1));
      at = end;
    }
    return records;
  }

  private static Query query(List<String> sql, List<String> rows, int number) {
    int oracle = sql.indexOf("oracle");
    String own = String.join("\n", oracle < 0 ? sql : sql.subList(0, oracle));
    return new Query(
        own, String.join("\n", sql.subList(oracle < 0 ? 0 : oracle + 1, sql.size())), rows, number);
  }

  private static SltRecord record(List<String> lines, int number) {
    String head = lines.getFirst();
    int rule = lines.indexOf("----");
    int sqlEnd = rule < 0 ? lines.size() : rule;
    String sql = String.join("\n", lines.subList(1, sqlEnd));
    if (head.startsWith("statement")) {
      return new Statement(sql, number);
    }
    if (head.startsWith("query")) {
      return query(lines.subList(1, sqlEnd), lines.subList(sqlEnd + 1, lines.size()), number);
    }
    if (head.startsWith("refused ")) {
      String[] words = head.split(" ", 4);
      return new Refused(sql, words[1], words[2], words.length > 3 ? words[3] : "", number);
    }
    throw new IllegalArgumentException("line " + number + ": " + head);
  }
}
