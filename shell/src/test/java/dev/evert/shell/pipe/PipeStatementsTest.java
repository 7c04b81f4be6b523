package dev.evert.shell.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipeStatementsTest {
  @Test
  void aPipeIsShortForThreeStatements() {
    assertThat(
            statements(
                "postgres://app:s3cr3t@db/shop/orders"
                    + " | select customer, sum(total) as spent from input group by customer"
                    + " | ./spent"))
        .isEqualTo(
            """
            CREATE SOURCE orders
              FROM 'postgres://app@db/shop/orders';

            CREATE MATERIALIZED VIEW best AS
            WITH input AS (SELECT * FROM orders)
            select customer, sum(total) as spent from input group by customer;

            CREATE SINK best_sink
              FROM best
              INTO 'lucene:///work%20dir/spent';

            """);
  }

  @Test
  void withoutQueryTheSinkReadsTheSource() {
    assertThat(statements("postgres://db/shop/orders as \"O\" | stdout"))
        .isEqualTo(
            """
            CREATE SOURCE "O"
              FROM 'postgres://db/shop/orders';

            CREATE SINK best_sink
              FROM "O"
              INTO 'stdout://';

            """);
  }

  @Test
  void aProgramIsATableOverAView() {
    assertThat(
            statements(
                "postgres://db/shop/reviews | select id from input"
                    + " | exec:./score.py --fast as (id int primary key, score real) | stdout"))
        .isEqualTo(
            """
            CREATE SOURCE reviews
              FROM 'postgres://db/shop/reviews';

            CREATE MATERIALIZED VIEW best_1 AS
            WITH input AS (SELECT * FROM reviews)
            select id from input;

            CREATE TABLE best_2 (id int primary key, score real)
              FROM PROGRAM '''/work dir/score.py'' --fast'
              OVER best_1;

            CREATE SINK best_sink
              FROM best_2
              INTO 'stdout://';

            """);
  }

  @Test
  void severalOfEach() {
    assertThat(
            statements(
                "(postgres://db/shop/orders as o, postgres://db/shop/items) "
                    + "| select * from o join items on o.id = items.o -- all"
                    + "\n| with recursive x as (select 1) select * from input, x"
                    + "| tee(./a, opensearch://h/o)"))
        .isEqualTo(
            """
            CREATE SOURCE o
              FROM 'postgres://db/shop/orders';

            CREATE SOURCE items
              FROM 'postgres://db/shop/items';

            CREATE MATERIALIZED VIEW best_1 AS
            select * from o join items on o.id = items.o -- all
            ;

            CREATE MATERIALIZED VIEW best_2 AS
            WITH RECURSIVE input AS (SELECT * FROM best_1),
            x as (select 1) select * from input, x;

            CREATE SINK a
              FROM best_2
              INTO 'lucene:///work%20dir/a';

            CREATE SINK o_2
              FROM best_2
              INTO 'opensearch://h/o';

            """);
  }

  private static String statements(String text) {
    WrittenPipe pipe = ReadPipes.READER.read(text, Optional.of("best"));
    return String.join("\n", PipeStatements.of(pipe.definition())) + "\n";
  }
}
