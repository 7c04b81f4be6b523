package dev.evert.sql.slt;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.error.EvertException;
import dev.evert.sql.Seeds;
import dev.evert.sql.textsearch.Configuration;
import dev.evert.sql.textsearch.CoverRanking;
import dev.evert.sql.textsearch.Matching;
import dev.evert.sql.textsearch.QueryPrinter;
import dev.evert.sql.textsearch.Ranking;
import dev.evert.sql.textsearch.SearchQuery;
import dev.evert.sql.textsearch.SearchQuery.Term;
import dev.evert.sql.textsearch.SearchVector;
import dev.evert.sql.textsearch.TextSearch;
import dev.evert.sql.textsearch.Weights;
import dev.evert.sql.textsearch.Word;
import dev.evert.sql.textsearch.Words;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random texts are taken apart, indexed, asked and ranked as PostgreSQL does it. */
class RandomTextSearchTest {
  private static final int ROUNDS = Integer.getInteger("evert.texts", 1500);

  /** What PostgreSQL is asked of a text, and what is ours. */
  private record Probe(String sql, UnaryOperator<String> ours) {}

  private static final List<Probe> PROBES =
      List.of(
          new Probe(
              "(select string_agg(w.alias || '{' || t.token || '}', '' order by t.place)"
                  + " from ts_parse('default', $1) with ordinality as t (type, token, place)"
                  + " join ts_token_type('default') w on w.tokid = t.type)",
              RandomTextSearchTest::words),
          new Probe("to_tsvector('english', $1)", text -> vector("english", text).toString()),
          new Probe("to_tsvector('simple', $1)", text -> vector("simple", text).toString()),
          new Probe("to_tsvector('german', $1)", text -> vector("german", text).toString()),
          new Probe("to_tsquery('english', $1)", text -> print(operators(text))),
          new Probe("$1::tsquery", text -> print(TextSearch.query(text))),
          new Probe("$1::tsvector", text -> TextSearch.vector(text).toString()),
          new Probe(
              "phraseto_tsquery('english', $1)", text -> print(TextSearch.phrase(english(), text))),
          new Probe(
              "websearch_to_tsquery('english', $1)",
              text -> print(TextSearch.web(english(), text))));

  private static String words(String text) {
    StringBuilder out = new StringBuilder();
    Words words = new Words(text);
    for (@Nullable Word word = words.next(); word != null; word = words.next()) {
      out.append(word.type().alias()).append('{').append(word.text()).append('}');
    }
    return out.toString();
  }

  private static Configuration english() {
    return Configuration.named("english");
  }

  private static SearchVector vector(String configuration, String text) {
    return TextSearch.index(Configuration.named(configuration), text);
  }

  private static SearchQuery operators(String text) {
    return TextSearch.operators(english(), text);
  }

  private static String print(SearchQuery query) {
    return QueryPrinter.print(query);
  }

  @Test
  void readsAndIndexesTexts() throws SQLException {
    Random random = seeded();
    List<String> wrong = new ArrayList<>();
    try (Oracle oracle = oracle()) {
      for (int i = 0; i < ROUNDS; i++) {
        RandomTexts texts = new RandomTexts(random);
        String text = i % 3 == 0 ? texts.query() : texts.text();
        for (Probe probe : PROBES) {
          check(
              oracle, probe.sql().replace("$1", quoted(text)), () -> probe.ours.apply(text), wrong);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void matchesAndRanks() throws SQLException {
    Random random = seeded();
    List<String> wrong = new ArrayList<>();
    try (Oracle oracle = oracle()) {
      for (int i = 0; i < ROUNDS; i++) {
        RandomTexts texts = new RandomTexts(random);
        SearchVector vector = TextSearch.vector(texts.vector());
        SearchQuery query = TextSearch.query(texts.lexemes(3));
        int norm = random.nextInt(64);
        String of = "(" + quoted(vector.toString()) + "::tsvector, " + quoted(print(query));
        check(
            oracle,
            of.substring(1).replaceFirst(", ", " @@ ") + "::tsquery",
            () -> Matching.matches(vector, query) ? "true" : "false",
            wrong);
        String norms = ", " + norm + ")";
        if (!isAmbiguous(query)) {
          check(
              oracle,
              "ts_rank" + of + norms,
              () -> String.valueOf(Ranking.rank(Weights.USUAL, vector, query, norm)),
              wrong);
        }
        check(
            oracle,
            "ts_rank_cd" + of + norms,
            () -> String.valueOf(CoverRanking.rank(Weights.USUAL, vector, query, norm)),
            wrong);
        check(
            oracle,
            "querytree(" + quoted(print(query)) + ") || numnode(" + quoted(print(query)) + ")",
            () -> tree(query) + query.nodes(),
            wrong);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Of a lexeme that is there as itself and as a prefix, PostgreSQL ranks either. */
  private static boolean isAmbiguous(SearchQuery query) {
    return query.terms().stream()
        .collect(Collectors.groupingBy(Term::text, Collectors.mapping(Term::prefix, toSet())))
        .values()
        .stream()
        .anyMatch(prefixes -> prefixes.size() > 1);
  }

  private static String tree(SearchQuery query) {
    SearchQuery positive = query.withoutNegations();
    return positive instanceof SearchQuery.Nothing ? "T" : print(positive);
  }

  private static Random seeded() {
    return Seeds.random("RandomTextSearchTest");
  }

  private static Oracle oracle() throws SQLException {
    Oracle oracle = new Oracle("text_search");
    oracle.execute("set client_min_messages = error");
    oracle.execute(
        """
        create function probe(e text) returns text as $$
        declare v text;
        begin
          execute 'select (' || e || ')' into v;
          return v;
        exception when others then
          return '!' || sqlstate;
        end $$ language plpgsql
        """);
    return oracle;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static void check(
      Oracle oracle, String sql, Supplier<String> expression, List<String> wrong)
      throws SQLException {
    String right =
        String.valueOf(oracle.query("select probe(" + quoted(sql) + ")").getFirst().getFirst());
    String ours;
    try {
      ours = expression.get();
    } catch (EvertException e) {
      ours = "!" + e.code().sqlState();
    }
    if (!ours.equals(right) && !isNear(ours, right)) {
      wrong.add(sql + ": " + ours + " instead of " + right);
    }
  }

  private static boolean isNear(String ours, String right) {
    boolean numbers = ours.matches("[0-9.eE-]+") && right.matches("[0-9.eE-]+");
    if (!numbers) {
      return false;
    }
    float one = Float.parseFloat(ours);
    float other = Float.parseFloat(right);
    return Math.abs(one - other) <= Math.abs(other) * 1e-6;
  }
}
