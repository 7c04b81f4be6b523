package dev.evert.connectors.search.lucene;

import dev.evert.spi.search.SearchHit;
import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.uhighlight.LengthGoalBreakIterator;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;

/** Finds the passages of a row's texts that a query matches. One thread at a time. */
final class Passages {
  private static final int GOAL_CHARS = 100;
  private static final int MAX_PASSAGES = 2;

  private final List<ColumnField> columns;
  private final UnifiedHighlighter highlighter;

  Passages(List<ColumnField> columns, Analyzer analyzer) {
    this.columns = columns;
    this.highlighter =
        UnifiedHighlighter.builderWithoutSearcher(analyzer)
            .withFormatter(new Spans())
            .withMaxNoHighlightPassages(0)
            // Each column stands alone here: what a query wants of other columns must not hide it.
            .withWeightMatches(false)
            .withBreakIterator(Passages::sentences)
            .build();
  }

  private static BreakIterator sentences() {
    return LengthGoalBreakIterator.createClosestToLength(
        BreakIterator.getSentenceInstance(Locale.ROOT), GOAL_CHARS, 0.5f);
  }

  /** The best passages of each column of text. */
  List<SearchHit.Highlight> of(Query query, Map<String, String> texts) throws IOException {
    List<SearchHit.Highlight> found = new ArrayList<>();
    for (ColumnField column : columns) {
      String text = texts.get(column.name());
      if (text != null && column instanceof WordsField) {
        Object passages =
            highlighter.highlightWithoutSearcher(column.name(), query, text, MAX_PASSAGES);
        if (passages instanceof Cut cut) {
          cut.passages().forEach(p -> found.add(highlight(column.name(), p)));
        }
      }
    }
    return found;
  }

  private static SearchHit.Highlight highlight(String column, SearchHit.Highlight passage) {
    return new SearchHit.Highlight(column, passage.text(), passage.matches());
  }

  /** What the formatter hands through Lucene's untyped result. */
  private record Cut(List<SearchHit.Highlight> passages) {}

  /** Cuts passages out and notes the matches in them; the column's name is not known here. */
  private static final class Spans extends PassageFormatter {
    @Override
    public Cut format(Passage[] passages, String content) {
      List<SearchHit.Highlight> cut = new ArrayList<>();
      for (Passage passage : passages) {
        if (passage.getNumMatches() > 0) {
          cut.add(cut(passage, content));
        }
      }
      return new Cut(cut);
    }

    private static SearchHit.Highlight cut(Passage passage, String content) {
      int start = passage.getStartOffset();
      int end = Math.min(passage.getEndOffset(), content.length());
      List<SearchHit.Span> spans = new ArrayList<>();
      int last = start;
      for (int i = 0; i < passage.getNumMatches(); i++) {
        int from = Math.max(passage.getMatchStarts()[i], last);
        int to = Math.min(passage.getMatchEnds()[i], end);
        if (from < to) {
          spans.add(new SearchHit.Span(from - start, to - start));
          last = to;
        }
      }
      return new SearchHit.Highlight("", content.substring(start, end), spans);
    }
  }
}
