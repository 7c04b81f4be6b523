package dev.evert.shell.demo;

import dev.evert.engine.status.PipeStatus.Phase;
import dev.evert.shell.command.ExitCodes;
import dev.evert.shell.console.Amounts;
import dev.evert.shell.session.Verdict;
import dev.evert.shell.status.PipeReport;
import dev.evert.spi.search.SearchHit;
import dev.evert.spi.search.SearchResult;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The demo's course. Whatever it tells was measured in this run. */
final class Demo {
  static final String QUERY =
      """
      select p.product_id, p.product_name, p.brand_name, c.product_category,
             count(*) as sales, sum(s.store_sales) as revenue
        from s join p on p.product_id = s.product_id
               join c on c.product_class_id = p.product_class_id
       group by p.product_id, p.product_name, p.brand_name, c.product_category\
      """;

  private static final Duration OPEN = Duration.ofSeconds(2);

  private final DemoPlace place;
  private final Narrator narrator;
  private final DemoIndex index;
  private final boolean keep;

  Demo(DemoPlace place, Narrator narrator, boolean keep) {
    this.place = place;
    this.narrator = narrator;
    this.index = new DemoIndex(place.index());
    this.keep = keep;
  }

  int run() throws InterruptedException, IOException, SQLException {
    narrator.step(
        "A database: starting a real PostgreSQL and filling it with the FoodMart data set");
    try (DemoDatabase database = DemoDatabase.start(place.database())) {
      long rows = load(database);
      String pipe = pipe(database);
      narrator.step("A pipe: three tables, a join and an aggregate, into a search index");
      narrator.command("evert '" + pipe + "'");
      Worker worker = Worker.start(place, pipe, "--name", Worker.PIPE);
      try {
        tellCopied(rows, worker.await(this::copied));
        search("chocolate");
        liveChanges(database);
        worker = crash(database, worker);
        return prove(database, worker);
      } finally {
        worker.close();
      }
    }
  }

  private long load(DemoDatabase database) throws SQLException, IOException {
    long start = System.nanoTime();
    try (Connection connection = database.connect()) {
      long rows = Foodmart.load(connection);
      narrator.tell(
          "PostgreSQL "
              + database.version()
              + " holds "
              + Amounts.count(rows, "row")
              + ", "
              + database.query("select to_char(count(*), 'FM999,999') from sale")
              + " of them sales, loaded in "
              + Amounts.span(Narrator.since(start))
              + ".");
      return rows;
    }
  }

  private String pipe(DemoDatabase database) {
    return "("
        + database.uri("sale")
        + " as s,\n  "
        + database.uri("product")
        + " as p,\n  "
        + database.uri("product_class")
        + " as c)\n| "
        + QUERY.replace("\n", "\n  ")
        + "\n| "
        + place.index();
  }

  private boolean copied(PipeReport report) {
    return report.status().phase() == Phase.RUNNING
        && report.status().view().rows() > 0
        && report.status().sinks().stream().allMatch(sink -> sink.behind() <= 0);
  }

  private void tellCopied(long rows, PipeReport report) {
    Duration took = Duration.between(report.started(), report.at());
    narrator.tell(
        "Process "
            + report.pid()
            + " copied "
            + Amounts.count(rows, "row")
            + " through its log"
            + " and derived "
            + Amounts.count(report.status().view().rows(), "product")
            + " within "
            + Amounts.span(took)
            + ". From now on it follows every change.");
  }

  private void search(String query) {
    narrator.step("A search, while the pipe goes on filling the index");
    narrator.command("evert search " + place.index() + " " + query);
    SearchResult result = index.find(query, 3);
    for (SearchHit hit : result.hits()) {
      narrator.tell(DemoIndex.line(hit, narrator.ink()));
    }
    narrator.tell("… " + Amounts.count(result.total(), "product") + " in all");
  }

  private void liveChanges(DemoDatabase database) throws SQLException, InterruptedException {
    narrator.step("Live changes: each is timed from its commit until a search finds it");
    change(
        database,
        "update product set product_name = 'Inside Out Espresso Beans' where product_id = 1",
        "espresso AND beans",
        result -> result.total() == 1);
    change(
        database,
        "update product_class set product_category = 'Turned Inside Out' where product_class_id ="
            + " (select product_class_id from product where product_id = 1)",
        "product_category:turned",
        result -> result.total() > 1);
    change(
        database,
        "delete from sale where product_id = 1",
        "espresso AND beans",
        result -> result.total() == 0);
  }

  private void change(DemoDatabase database, String sql, String query, Predicate<SearchResult> ok)
      throws SQLException, InterruptedException {
    narrator.command(sql);
    int rows = database.execute(sql);
    Duration took = index.await(query, System.nanoTime(), ok);
    SearchResult result = index.find(query, 1);
    narrator.tell(
        Amounts.count(rows, "row")
            + " changed; after "
            + Amounts.span(took)
            + " '"
            + query
            + "' finds "
            + Amounts.count(result.total(), "product")
            + ".");
    result.hits().forEach(hit -> narrator.tell(DemoIndex.line(hit, narrator.ink())));
  }

  /** Kills the worker while transactions run, and starts another that goes on. */
  private Worker crash(DemoDatabase database, Worker worker)
      throws SQLException, InterruptedException, IOException {
    narrator.step("A crash: the shop is open, and the pipe's process is killed in the middle");
    Worker next;
    try (Traffic traffic = Traffic.start(database)) {
      pause();
      long before = traffic.transactions();
      worker.kill();
      narrator.command("kill -9 " + worker.pid());
      pause();
      long after = traffic.transactions();
      narrator.tell(
          Amounts.count(before, "transaction")
              + " before it was killed, "
              + Amounts.count(after - before)
              + " more while nobody listened.");
      narrator.step("Going on: the same pipe, started again by its name");
      narrator.command("evert run " + Worker.PIPE);
      long start = System.nanoTime();
      next = Worker.start(place, Worker.PIPE);
      next.await(report -> report.status().phase() == Phase.RUNNING);
      narrator.tell(
          "Process "
              + next.pid()
              + " goes on from its own log, without copying again, "
              + Amounts.span(Narrator.since(start))
              + " after its start.");
      pause();
      narrator.tell(
          Amounts.count(traffic.transactions(), "transaction") + " when the shop closes.");
    }
    return next;
  }

  private static void pause() throws InterruptedException {
    new CountDownLatch(1).await(OPEN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private int prove(DemoDatabase database, Worker worker)
      throws SQLException, InterruptedException {
    narrator.step("The proof: source, view and index are compared by digests at one position");
    narrator.command("evert verify " + Worker.PIPE);
    List<Verdict> verdicts = worker.verify();
    boolean equal = true;
    for (Verdict verdict : verdicts) {
      boolean good = verdict.skipped().isEmpty() && !verdict.differs();
      equal &= good;
      tellVerdict(verdict, good);
    }
    String other = new IndependentCheck(database, index).differences();
    equal &= other.isEmpty();
    if (other.isEmpty()) {
      narrator.good(
          "PostgreSQL, asked for the same query, gives what the index holds, row by row.");
    } else {
      narrator.bad(other);
    }
    conclude(equal);
    return equal ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private void tellVerdict(Verdict verdict, boolean good) {
    String rows = Amounts.count(verdict.actualRows(), "row");
    if (good) {
      narrator.good(verdict.what() + ": " + rows);
    } else {
      narrator.bad(
          verdict.what() + ": " + verdict.skipped().orElse(verdict.differing() + " rows differ"));
    }
  }

  private void conclude(boolean equal) throws InterruptedException {
    narrator.step(equal ? "What was seen" : "Something went wrong");
    narrator.tell(
        equal
            ? "One line keeps a search index equal to a join and an aggregate over a live"
                + " database.\nIts process was killed without warning. Nothing was lost, nothing"
                + " was applied twice,\nand the comparison shows it."
            : "That must not happen. Please report it, with the output above.");
    narrator.tell("The whole demo took " + narrator.elapsed() + ".");
    if (keep) {
      narrator.tell("All is left running until Ctrl-C; try this in another terminal:");
      narrator.command(
          "evert search " + place.index() + " 'beer OR wine'\nevert status --data " + place.home());
      new CountDownLatch(1).await();
    }
  }
}
