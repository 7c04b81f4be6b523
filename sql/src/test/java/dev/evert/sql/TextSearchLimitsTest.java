package dev.evert.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.sql.runtime.SearchQueries;
import dev.evert.sql.runtime.SearchRanks;
import dev.evert.sql.runtime.SearchVectors;
import dev.evert.sql.runtime.Slice;
import dev.evert.sql.textsearch.Configuration;
import dev.evert.sql.textsearch.TextSearch;
import dev.evert.sql.textsearch.Word;
import dev.evert.sql.textsearch.Words;
import java.util.concurrent.FutureTask;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text that is searched, and no query, holds up or ends the thread that reads it. */
class TextSearchLimitsTest {
  private static final int STACK_BYTES = 512 << 10;
  private static final Slice VECTOR = Slice.of("'a':1,2 'b':3");

  private static Configuration simple() {
    return Configuration.named("simple");
  }

  private static String query(String shape, int depth) {
    return switch (shape) {
      case "parentheses" -> "(".repeat(depth) + "a" + ")".repeat(depth);
      case "phrase" -> "a" + " <-> a".repeat(depth);
      case "right" -> "a <-> (".repeat(depth) + "a" + ")".repeat(depth);
      case "not" -> "!".repeat(depth) + "a";
      case "lists" -> "b & (a | (".repeat(depth / 2) + "a" + "))".repeat(depth / 2);
      case "phrases" ->
          "(".repeat(depth / 100) + "a" + (" <-> a".repeat(99) + ")").repeat(depth / 100);
      default -> throw new IllegalArgumentException(shape);
    };
  }

  /** Runs on a thread with little stack. */
  private static void onSmallStack(Runnable task) throws Exception {
    FutureTask<Void> run = new FutureTask<>(task, null);
    new Thread(null, run, "small", STACK_BYTES).start();
    run.get();
  }

  @ParameterizedTest
  @ValueSource(strings = {"parentheses", "phrase", "right", "not", "lists", "phrases"})
  void queriesAsDeepAsMayBeFitEveryStack(String shape) throws Exception {
    Slice text = Slice.of(query(shape, shape.startsWith("phrase") ? 400 : 190));
    onSmallStack(() -> everyFunction(SearchQueries.operators(Slice.of("simple"), text)));
  }

  private static void everyFunction(Slice query) {
    assertThat(SearchQueries.nodes(query)).isPositive();
    assertThat(SearchQueries.tree(query).size()).isPositive();
    assertThat(SearchQueries.not(query).size()).isPositive();
    assertThat(SearchQueries.then(query, query).size()).isPositive();
    assertThat(SearchRanks.rank(VECTOR, query)).isNotNegative();
    assertThat(SearchRanks.cover(VECTOR, query)).isNotNegative();
    assertThat(SearchQueries.matches(VECTOR, query)).isIn(true, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"parentheses", "phrase", "right", "not", "lists", "phrases"})
  void deeperQueriesAreRefused(String shape) throws Exception {
    for (int depth : new int[] {shape.startsWith("phrase") ? 600 : 210, 100_000}) {
      String text = query(shape, depth);
      onSmallStack(() -> {
        assertLimited(() -> TextSearch.query(text));
        assertLimited(() -> TextSearch.operators(simple(), text));
      });
    }
  }

  @Test
  void operatorsMakeNoDeeperQueries() throws Exception {
    onSmallStack(() ->
        assertLimited(() -> {
          Slice query = Slice.of("'a'");
          for (int i = 0; i < 600; i++) {
            query = i % 2 == 0 ? SearchQueries.not(query) : SearchQueries.then(query, query(query));
          }
        }));
  }

  private static Slice query(Slice one) {
    return one.size() < 100 ? one : Slice.of("'b'");
  }

  private static void assertLimited(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            EvertException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
  }

  private static int words(String text) {
    Words words = new Words(text);
    int count = 0;
    for (@Nullable Word word = words.next(); word != null; word = words.next()) {
      count++;
    }
    return count;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a_", "a-1.", "<!--", "a.b/", "1a.", "a@b_", "<a ", "&a", "1.2e", "a-b-", "../"})
  @Timeout(20)
  void wordsAreFoundInLinearTime(String part) {
    assertThat(words(part.repeat(100_000))).isPositive();
  }

  @Test
  void hostsInsideOfOneAnotherAreLimited() throws Exception {
    onSmallStack(() -> assertLimited(() -> words("1a@".repeat(100_000))));
  }

  @Test
  @Timeout(20)
  void manyWordsAreJoinedInLinearTime() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      text.append('w').append(i).append(' ');
    }
    String words = text.toString();
    assertThat(TextSearch.plain(simple(), words).nodes()).isEqualTo(199_999);
    assertThat(TextSearch.web(simple(), words.replace(" ", " or ")).nodes()).isPositive();
    assertThat(TextSearch.operators(simple(), words.strip().replace(" ", "|")).nodes())
        .isEqualTo(199_999);
    assertThat(TextSearch.index(simple(), "a ".repeat(300_000)).toString()).startsWith("'a':1,2,3");
  }

  @Test
  @Timeout(20)
  void manyPlacesAreReadInLinearTime() {
    String vector = TextSearch.vector("a:1" + ",2".repeat(300_000)).toString();
    assertThat(vector).isEqualTo("'a':1,2");
  }

  @Test
  void vectorsAreLimited() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 600; i++) {
      text.append(i).append("x".repeat(1000)).append(' ');
    }
    String half = text.toString();
    assertThat(TextSearch.vector(half).lexemes()).hasSize(600);
    assertLimited(() -> TextSearch.vector(half + half.replace('x', 'y')));
    assertLimited(() -> TextSearch.vector(half + half));
    Slice other = Slice.of(TextSearch.vector(half.replace('x', 'y')).toString());
    Slice one = Slice.of(TextSearch.vector(half).toString());
    assertLimited(() -> SearchVectors.concat(one, other));
    assertLimited(() -> TextSearch.vector("x".repeat(3000)));
  }

  @Test
  @Timeout(20)
  void queriesInsideOfOneAnotherAreCutOnce() {
    String deep = "a & (b | (".repeat(60) + "c" + "))".repeat(60);
    assertThat(SearchQueries.tree(Slice.of(deep)).size()).isPositive();
  }
}
