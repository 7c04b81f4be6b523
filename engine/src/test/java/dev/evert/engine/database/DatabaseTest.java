package dev.evert.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements: what they define, change and answer. */
final class DatabaseTest {
  @TempDir Path directory;

  @Test
  void viewsFollowTheirTables() {
    try (Opened open = new Opened(directory)) {
      open.run(
          "create table orders (id int primary key, customer text not null, total numeric(8,2))",
          "create materialized view spent as"
              + " select customer, sum(total) as total from orders group by customer");
      assertThat(open.run("insert into orders values (1, 'ann', 5), (2, 'bob', 7.5)"))
          .isEqualTo("INSERT 2");
      open.run("insert into orders (customer, id) values ('ann', 3)");
      assertThat(open.rows("select * from spent order by customer"))
          .containsExactly("ann|5.00", "bob|7.50");
      assertThat(open.run("update orders set total = total + 1 where total is not null"))
          .isEqualTo("UPDATE 2");
      assertThat(open.run("delete from orders where customer = 'bob'")).isEqualTo("DELETE 1");
      assertThat(open.rows("select * from spent")).containsExactly("ann|6.00");
      assertThat(open.rows("select id, total from orders order by total desc nulls last, id desc"))
          .containsExactly("1|6.00", "3|null");
    }
  }

  @Test
  void viewsOnHistoryAreFilledAndViewsOnViewsFollow() {
    try (Opened open = new Opened(directory)) {
      open.run("create table t (k int, v int)");
      open.run("insert into t select g % 10, g from generate_series(1, 1000) as g");
      open.run("create view big as select * from t where v > 500");
      open.run("create materialized view sums as select k, sum(v) as s from big group by k");
      open.run("create materialized view top as select * from sums order by s desc limit 2");
      assertThat(open.rows("select * from top order by s")).containsExactly("9|37700", "0|37750");
      open.run("delete from t where k = 9");
      assertThat(open.rows("select * from top order by s")).containsExactly("8|37650", "0|37750");
      assertThat(open.failure("drop table t")).isEqualTo("DEPENDENTS_EXIST");
      open.run("drop materialized view top", "drop table t cascade");
      assertThat(open.database().catalog().entries()).isEmpty();
    }
  }

  @Test
  void everythingIsThereAfterARestart() {
    try (Opened open = new Opened(directory)) {
      open.run("create table t (k int primary key, v int default 7, check (v > 0))");
      open.run("create materialized view c as select count(*) as n, sum(v) as s from t");
      open.run("insert into t (k) values (1), (2)");
    }
    try (Opened open = new Opened(directory)) {
      assertThat(open.rows("select * from c")).containsExactly("2|14");
      open.run("create materialized view d as select v, count(*) as n from t group by v");
      open.run("insert into t values (3, 1)");
    }
    try (Opened open = new Opened(directory)) {
      assertThat(open.rows("select * from c")).containsExactly("3|15");
      assertThat(open.rows("select * from d order by v")).containsExactly("1|1", "7|2");
      open.run("drop materialized view c");
    }
    try (Opened open = new Opened(directory)) {
      assertThat(open.failure("select * from c")).isEqualTo("SQL_NAME");
      assertThat(open.rows("select * from d order by v")).containsExactly("1|1", "7|2");
    }
  }

  @Test
  void rulesOfATableHold() {
    try (Opened open = new Opened(directory)) {
      open.run(
          "create table t (k int primary key, v varchar(3) not null, check (v <> 'bad'))",
          "insert into t values (1, 'a'), (2, 'b'), (3, 'c')");
      assertThat(open.failure("insert into t values (1, 'x')")).isEqualTo("DUPLICATE_KEY");
      assertThat(open.failure("insert into t values (4, 'x'), (4, 'y')"))
          .isEqualTo("DUPLICATE_KEY");
      assertThat(open.failure("insert into t values (4, null)")).isEqualTo("NULL_NOT_ALLOWED");
      assertThat(open.failure("insert into t values (null, 'x')")).isEqualTo("NULL_NOT_ALLOWED");
      assertThat(open.failure("insert into t values (4, 'bad')")).isEqualTo("CHECK_VIOLATED");
      assertThat(open.failure("insert into t values (4, 'long')")).isEqualTo("STRING_TOO_LONG");
      assertThat(open.failure("update t set k = 2 where k = 1")).isEqualTo("DUPLICATE_KEY");
      assertThat(open.failure("insert into nothing values (1)")).isEqualTo("NO_SUCH_RELATION");
      assertThat(open.failure("create table t (a int)")).isEqualTo("DUPLICATE_NAME");
      assertThat(open.run("update t set k = k + 1")).isEqualTo("UPDATE 3");
      assertThat(open.rows("select k, v from t order by k")).containsExactly("2|a", "3|b", "4|c");
    }
  }

  @Test
  void aRowThatRaisesAnErrorIsToldAndOnlyThatRowIsMissing() {
    try (Opened open = new Opened(directory)) {
      open.run(
          "create table t (k int primary key, v int)",
          "create materialized view q as select k, 10 / v as q from t",
          "create materialized view r as select k, 20 / v as q from t",
          "insert into t values (1, 5), (2, 0)");
      assertThat(open.rows("select * from q")).containsExactly("1|2");
      assertThat(open.database().errors("q", 10)).hasSize(1);
      assertThat(open.run("show errors"))
          .isEqualTo("q: EV-5002 (22012): division by zero\nr: EV-5002 (22012): division by zero");
      open.run("drop materialized view r", "update t set v = 2 where k = 2");
      assertThat(open.rows("select * from q order by k")).containsExactly("1|2", "2|5");
      assertThat(open.run("show errors")).isEqualTo("none");
      assertThat(open.failure("select 1 / 0")).isEqualTo("DIVISION_BY_ZERO");
    }
  }

  @Test
  void indexesAreSharedAndCanBeDropped() {
    try (Opened open = new Opened(directory)) {
      open.run(
          "create table t (k int primary key, v int)",
          "insert into t select g, g % 7 from generate_series(1, 100) as g",
          "create index on t (v)");
      assertThat(open.run("show indexes")).isEqualTo("t_v_idx on t (v)");
      open.run("drop index t_v_idx");
      assertThat(open.run("show indexes")).isEqualTo("none");
      open.run("create index i on t (v)", "drop table t");
      assertThat(open.database().catalog().entries()).isEmpty();
    }
  }

  @Test
  void namesThatLookLikeOthersAreRefused() {
    try (Opened open = new Opened(directory)) {
      assertThat(open.failure("create table orders.late (a int)")).isEqualTo("INVALID_NAME");
      assertThat(open.failure("create table \"f()\" (a int)")).isEqualTo("INVALID_NAME");
      assertThat(open.failure("create table \"a.b\" (a int)")).isEqualTo("INVALID_NAME");
      open.run("create table a.b (a int)", "create table orders (a int)");
      assertThat(open.failure("create view \"orders.late\" as select 1 as a"))
          .isEqualTo("INVALID_NAME");
      assertThat(open.failure("create index \"g()\" on orders (a)")).isEqualTo("INVALID_NAME");
      assertThat(open.failure("drop function a.b")).isEqualTo("NO_SUCH_RELATION");
      assertThat(open.rows("select * from a.b")).isEmpty();
    }
  }
}
