package dev.evert.sql.slt;

import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import dev.evert.sql.CompiledView;
import dev.evert.sql.SqlCompiler;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs one file of a corpus, record by record. */
final class CorpusRun {
  private static final Pattern VIEW =
      Pattern.compile("(?is)\\s*create\\s+materialized\\s+view\\s+(\\w+)\\s+as\\s+(.*)");

  private final Oracle oracle;
  private final OracleTables tables;
  private final String file;
  private final Map<String, Schema> schemas = new LinkedHashMap<>();
  private final Map<String, CompiledView> views = new LinkedHashMap<>();
  private final List<String> gaps = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private boolean changed = true;
  private int right;
  private int skipped;

  CorpusRun(Oracle oracle, String file) {
    this.oracle = oracle;
    this.tables = new OracleTables(oracle);
    this.file = file;
  }

  int right() {
    return right;
  }

  int skipped() {
    return skipped;
  }

  List<String> gaps() {
    return gaps;
  }

  List<String> wrong() {
    return wrong;
  }

  void run(List<SltRecord> records) throws SQLException, IOException {
    for (SltRecord record : records) {
      switch (record) {
        case SltRecord.Statement statement -> statement(statement.sql());
        case SltRecord.Query query -> query(query);
        case SltRecord.Refused _ -> skipped++;
      }
    }
  }

  private void statement(String sql) throws SQLException {
    Matcher view = VIEW.matcher(sql);
    if (!view.matches()) {
      execute(sql);
      changed = true;
      return;
    }
    String name = view.group(1).toLowerCase(Locale.ROOT);
    if (!execute("create view " + name + " as " + view.group(2))) {
      return;
    }
    refresh();
    try {
      views.put(name, new SqlCompiler().compile(view.group(2), all()));
    } catch (EvertException e) {
      gaps.add(reason(e, sql));
    }
  }

  private boolean execute(String sql) {
    try {
      oracle.execute(sql);
      return true;
    } catch (SQLException _) {
      skipped++;
      return false;
    }
  }

  private Map<String, Schema> all() {
    Map<String, Schema> all = new LinkedHashMap<>(schemas);
    views.forEach((name, view) -> all.put(name, view.schema()));
    return all;
  }

  private void refresh() throws SQLException {
    if (!changed) {
      return;
    }
    changed = false;
    for (Map.Entry<String, Schema> table : tables.schemas().entrySet()) {
      schemas.put(table.getKey(), table.getValue());
    }
  }

  private void query(SltRecord.Query query) throws SQLException, IOException {
    List<String> expected;
    try {
      expected = Rows.lines(oracle.query(query.sql()));
    } catch (SQLException _) {
      skipped++;
      return;
    }
    refresh();
    try {
      CompiledView view = new SqlCompiler().compile(query.sql(), all());
      List<String> ours = Rows.lines(view.schema(), rows(view));
      if (Rows.near(ours, expected)) {
        right++;
      } else {
        wrong.add(
            file
                + ":"
                + query.line()
                + " "
                + query.sql()
                + "\n  ours  "
                + ours
                + "\n  right "
                + expected
                + "\n"
                + view.explain());
      }
    } catch (EvertException e) {
      gaps.add(reason(e, query.sql()));
    } catch (RuntimeException e) {
      wrong.add(file + ":" + query.line() + " " + query.sql() + "\n  " + e);
    }
  }

  private List<byte[]> rows(CompiledView query) throws SQLException, IOException {
    Map<String, CompiledView> all = new LinkedHashMap<>(views);
    all.put("query", query);
    try (TestCircuit circuit = new TestCircuit(schemas, all, new Random(1))) {
      circuit.change(tables.rows(schemas));
      return circuit.rows("query");
    }
  }

  private static String reason(EvertException e, String sql) {
    if (Boolean.getBoolean("evert.gaps")) {
      System.out.println(e.getMessage() + " | " + sql);
    }
    return e.code() + " " + String.valueOf(e.getMessage()).replaceAll(" \\(line.*", "");
  }
}
