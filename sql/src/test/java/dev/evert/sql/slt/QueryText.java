package dev.evert.sql.slt;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query as a tree of words, in which parentheses hold others; what smaller queries can be made of
 * it by leaving out some that stand together. Most of them are none that anyone understands.
 */
final class QueryText {
  private static final Pattern WORD =
      Pattern.compile(
          "'(?:[^']|'')*'|\"[^\"]*\"|[A-Za-z_][\\w.]*|\\d+(?:\\.\\d+)?"
              + "|::|<=|>=|<>|\\|\\||->>?|\\S");

  /** Words that a bracket after them does not belong to. */
  private static final List<String> KEYWORDS =
      List.of(
          "as",
          "in",
          "from",
          "where",
          "and",
          "or",
          "not",
          "join",
          "on",
          "over",
          "select",
          "all",
          "any",
          "union",
          "except",
          "intersect",
          "by",
          "filter",
          "lateral",
          "exists",
          "distinct");

  private final List<String> words = new ArrayList<>();

  /** The word that each word's bracket ends at, for those that open one; else the word's own. */
  private final int[] ends;

  QueryText(String query) {
    Matcher matcher = WORD.matcher(query);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    ends = new int[words.size()];
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      ends[i] = i;
      if (words.get(i).equals("(") || words.get(i).equals("[")) {
        open.add(i);
      } else if ((words.get(i).equals(")") || words.get(i).equals("]")) && !open.isEmpty()) {
        ends[open.removeLast()] = i;
      }
    }
  }

  int size() {
    return words.size();
  }

  /** Smaller queries, those that are much smaller first. */
  List<String> smaller() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      boolean isQuery = i + 1 < words.size() && words.get(i + 1).matches("select|with|values");
      if (words.get(i).equals("(") && isQuery) {
        all.add(text(words.subList(i + 1, ends[i])));
      }
    }
    List<int[]> ranges = new ArrayList<>();
    ranges(0, words.size(), ranges);
    ranges.sort((a, b) -> Integer.compare(b[1] - b[0], a[1] - a[0]));
    for (int[] range : ranges) {
      all.add(without(range[0], range[1], List.of()));
    }
    for (int i = 0; i < words.size(); i++) {
      if (ends[i] > i) {
        all.add(without(i, ends[i] + 1, words.subList(i + 1, ends[i])));
        if (ends[i] > i + 2) {
          all.add(without(i, ends[i] + 1, List.of("1")));
        }
      }
    }
    return all;
  }

  /** All that stand next to each other at one level. */
  private void ranges(int from, int to, List<int[]> ranges) {
    List<Integer> starts = new ArrayList<>();
    for (int i = from; i < to; i = ends[i] + 1) {
      starts.add(i);
      if (ends[i] > i) {
        ranges(i + 1, ends[i], ranges);
      }
    }
    starts.add(to);
    for (int first = 0; first < starts.size() - 1; first++) {
      for (int last = first + 1; last < starts.size(); last++) {
        ranges.add(new int[] {starts.get(first), starts.get(last)});
      }
    }
  }

  private String without(int from, int to, List<String> instead) {
    List<String> left = new ArrayList<>(words.subList(0, from));
    left.addAll(instead);
    left.addAll(words.subList(to, words.size()));
    return text(left);
  }

  private static String text(List<String> words) {
    StringBuilder text = new StringBuilder();
    String last = "(";
    for (String word : words) {
      boolean close = word.matches("[),\\]]|::|\\[") || last.matches("[(\\[]|::");
      boolean call = word.equals("(") && last.matches("[a-z_]+\\w*") && !KEYWORDS.contains(last);
      text.append(close || call || text.isEmpty() ? "" : " ").append(word);
      last = word;
    }
    return text.toString();
  }
}
