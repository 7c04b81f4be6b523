package dev.evert.shell.pipe;

import static dev.evert.shell.pipe.ReadPipes.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.engine.pipe.PipeDefinition.ProgramStage;
import dev.evert.engine.program.Program;
import dev.evert.spi.uri.StoreUri;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipeReaderTest {
  @Test
  void aSourceAndASink() {
    PipeDefinition pipe =
        read("postgres://app@db/shop/products | opensearch://search:9200/products").definition();
    assertThat(inputs(pipe)).containsExactly("input = postgres://app@db/shop/products");
    assertThat(pipe.queries()).isEmpty();
    assertThat(sinks(pipe)).containsExactly("opensearch://search:9200/products");
  }

  @Test
  void queriesOneAfterTheOther() {
    PipeDefinition pipe =
        read("""
        postgres://db/shop/orders
        | select customer, total from input
        | select customer, sum(total) as spent from input group by customer;
        | lucene:/data/spent
        """)
            .definition();
    assertThat(pipe.queries())
        .containsExactly(
            "select customer, total from input",
            "select customer, sum(total) as spent from input group by customer");
  }

  @Test
  void programsBetweenQueries() {
    WrittenPipe read =
        read(
            "postgres://db/shop/reviews | select id, text from input where text <> ''"
                + " | exec:./sentiment.py --model 'small one' as (id int, score numeric(3, 2))"
                + " | select id from input where score > 0.5"
                + " | EXEC: jq -c .id ~/x \"a|b\" 'it is \"'\"'\"'so\"' | stdout");
    PipeDefinition pipe = read.definition();
    assertThat(pipe.queries()).containsExactly("select id, text from input where text <> ''");
    assertThat(pipe.programs())
        .containsExactly(
            new ProgramStage(
                new Program(
                    List.of("/work dir/sentiment.py", "--model", "small one"),
                    "id int, score numeric(3, 2)"),
                List.of("select id from input where score > 0.5")),
            new ProgramStage(
                new Program(List.of("jq", "-c", ".id", "/home/ada/x", "a|b", "it is \"'so\""), ""),
                List.of()));
    assertThat(pipe.parts())
        .extracting(PipeDefinition::name)
        .containsExactly(pipe.name(), pipe.name() + "_2", pipe.name() + "_3");
    WrittenPipe again = read(read.canonical());
    assertThat(again.canonical()).isEqualTo(read.canonical());
    assertThat(again.definition().programs()).isEqualTo(pipe.programs());
  }

  @Test
  void severalNamedInputsAndSinks() {
    PipeDefinition pipe =
        read("(postgres://db/shop/orders as o, postgres://crm/erp/public.Customers AS \"C d\","
                + " postgres://a:1,b:2/shop/sales.items)"
                + " | select 1 from o join \"C d\" on true"
                + " | tee(opensearch://search/orders,file:out/orders.jsonl, stdout)")
            .definition();
    assertThat(inputs(pipe))
        .containsExactly(
            "o = postgres://db/shop/orders",
            "C d = postgres://crm/erp/public.Customers",
            "items = postgres://a:1,b:2/shop/sales.items");
    assertThat(sinks(pipe))
        .containsExactly(
            "opensearch://search/orders", "file:///work%20dir/out/orders.jsonl", "stdout://");
  }

  @Test
  void oneInputMayHaveAName() {
    assertThat(inputs(read("postgres://db/shop/orders as o | select * from o").definition()))
        .containsExactly("o = postgres://db/shop/orders");
    assertThat(inputs(read("(postgres://db/shop/orders) | stdout").definition()))
        .containsExactly("input = postgres://db/shop/orders");
  }

  @Test
  void withoutSinkItGoesToTheTerminal() {
    assertThat(sinks(read("postgres://db/shop/orders").definition())).containsExactly("stdout://");
    assertThat(sinks(read("postgres://db/shop/orders | select 1").definition()))
        .containsExactly("stdout://");
  }

  @Test
  void luceneIsTheDefaultWhereNoServerIsNamed() {
    assertThat(sink("./products-index")).isEqualTo("lucene:///work%20dir/products-index");
    assertThat(sink("../a/./c")).isEqualTo("lucene:///a/c");
    assertThat(sink("\"../a b\"")).isEqualTo("lucene:///a%20b");
    assertThat(sink("/data/100%")).isEqualTo("lucene:///data/100%25");
    assertThat(sink("~/index")).isEqualTo("lucene:///home/ada/index");
    assertThat(sink("lucene:index?language=german"))
        .isEqualTo("lucene:///work%20dir/index?language=german");
    assertThat(sink("search")).isEqualTo("lucene:///work%20dir/orders-index");
    assertThat(sink("lucene")).isEqualTo("lucene:///work%20dir/orders-index");
    assertThat(sink("lucene:")).isEqualTo("lucene:///work%20dir/orders-index");
    assertThat(sink("./out.jsonl")).isEqualTo("file:///work%20dir/out.jsonl");
  }

  @Test
  void filesAsSources() {
    assertThat(inputs(read("file://history/*.csv | stdout").definition()))
        .containsExactly("input = file:///work%20dir/history/*.csv");
    assertThat(inputs(read("./a?.csv | stdout").definition()))
        .containsExactly("input = file:///work%20dir/a%3F.csv");
    assertThat(inputs(read("'/x/it''s|here.csv' | stdout").definition()))
        .containsExactly("input = file:///x/it's|here.csv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select '|' || \"a|b\" from input",
        "select e'it\\'s | here', 'it''s |' from input",
        "select \"a\"\"|b\" from input",
        "select 1 -- not | here\nfrom input",
        "select /* not | here /* nor | here */ or | here */ 1 from input",
        "select $$ | $$, $tag$ $$ | $tag$ from input",
        "select (1 | 2), array[1 | 2] from input",
        "select a ?| b, c ||d, e<<|f from input",
        "with a as (select 1) select * from a",
        "(select 1) union all (select 2)",
        "values (1, '|')",
        "/* what it is */ select 1",
        "select a$b|| 'x' from input",
        "select 'x'::text, interval '1 day' from input where a > 1"
      })
  void aBarInsideAQueryDoesNotEndIt(String query) {
    WrittenPipe pipe = read("postgres://db/shop/orders | " + query + "\n|lucene:/x");
    assertThat(pipe.definition().queries()).containsExactly(query);
    assertThat(pipe.text().substring(pipe.queries().getFirst().from())).startsWith(query);
    assertThat(sinks(pipe.definition())).containsExactly("lucene:///x");
  }

  @Test
  void aBarNeedsNoBlanks() {
    PipeDefinition pipe = read("postgres://db/shop/orders|select a from input|/x").definition();
    assertThat(pipe.queries()).containsExactly("select a from input");
    assertThat(sinks(pipe)).containsExactly("lucene:///x");
  }

  @Test
  void linesMayEndInComments() {
    PipeDefinition pipe =
        read("""
        -- what sells
        postgres://db/shop/orders -- the source
        | select a from input
        | lucene:/x -- the sink
        """)
            .definition();
    assertThat(pipe.queries()).containsExactly("select a from input");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://app@db/shop/products | opensearch://search:9200/products",
        "postgres://db/shop/orders as o | select 1 -- x\n | select '|' | ./products",
        "(postgres://db/shop/orders as \"O\"\"\", postgres://h/d/c) | select 1 | tee(/a, \"/b,"
            + " c\")",
        "\"postgres://db/a|b/c(d\" | 'file:/x y.csv'",
      })
  void theCanonicalTextReadsAsTheSamePipe(String text) {
    WrittenPipe pipe = read(text);
    WrittenPipe again = read(pipe.canonical());
    assertThat(again.canonical()).isEqualTo(pipe.canonical());
    assertThat(again.definition().name()).isEqualTo(pipe.definition().name());
    assertThat(again.definition().queries()).isEqualTo(pipe.definition().queries());
    assertThat(inputs(again.definition())).isEqualTo(inputs(pipe.definition()));
    assertThat(sinks(again.definition())).isEqualTo(sinks(pipe.definition()));
  }

  @Test
  void namesSayWhatThePipeReadsAndWritesAndDiffer() {
    String one = read("postgres://db/shop/public.Orders | ./idx").definition().name();
    String two = read("postgres://db/shop/public.Orders | ./idx2").definition().name();
    assertThat(one).matches("orders_to_lucene_[0-9a-f]{6}").isNotEqualTo(two);
    assertThat(read("file:///h/*.csv | tee(./a, opensearch://h/i)").definition().name())
        .matches("h_to_lucene_opensearch_[0-9a-f]{6}");
    String table = "t".repeat(60);
    assertThat(read("postgres://db/shop/" + table).definition().name())
        .matches("t{33}_[0-9a-f]{6}");
  }

  @Test
  void aNameMayBeGiven() {
    assertThat(ReadPipes.READER.read("postgres://db/d/t", Optional.of("best")).definition().name())
        .isEqualTo("best");
  }

  @Test
  void secretsReachTheConnectorAndNothingElse() {
    WrittenPipe pipe =
        read(
            "postgres://app:s3cr3t@db/shop/t?sslmode=require&sslpassword=hidden"
                + " | opensearch://u:s3cr3t@h/i?api_key=hidden&refresh=1s");
    assertThat(pipe.secret()).isTrue();
    assertThat(pipe.definition().inputs().getFirst().uri().password()).contains("s3cr3t");
    assertThat(pipe.canonical())
        .isEqualTo("postgres://app@db/shop/t?sslmode=require\n| opensearch://u@h/i?refresh=1s");
    assertThat(pipe.definition().toString()).doesNotContain("s3cr3t", "hidden");
    WrittenPipe other =
        read("postgres://app@db/shop/t?sslmode=require | opensearch://u@h/i?refresh=1s");
    assertThat(other.definition().name()).isEqualTo(pipe.definition().name());
    assertThat(other.secret()).isFalse();
  }

  private static String sink(String text) {
    return sinks(read("postgres://db/shop/orders | " + text).definition()).getFirst();
  }

  private static List<String> inputs(PipeDefinition pipe) {
    return pipe.inputs().stream().map(input -> input.name() + " = " + input.uri()).toList();
  }

  private static List<String> sinks(PipeDefinition pipe) {
    return pipe.sinks().stream().map(StoreUri::toString).toList();
  }
}
