package dev.evert.connectors.postgres;

import dev.evert.spi.Surroundings;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkContext;
import dev.evert.spi.type.Type;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.contract.SinkContract;
import dev.evert.testing.server.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract of sinks, with a table of a real server. */
class PostgresSinkContractTest extends SinkContract {
  private static final PostgresServer SERVER = PostgresServer.shared();

  private String database = "";

  @Override
  @BeforeEach
  protected void fresh() throws Exception {
    database = SERVER.createDatabase();
  }

  @AfterEach
  void remove() throws Exception {
    SERVER.dropDatabase(database);
  }

  @Override
  protected Sink open(SinkContext context, Surroundings surroundings) {
    String uri = "postgres://postgres@127.0.0.1:" + SERVER.port() + "/" + database + "/copy";
    return new PostgresSinkFactory().open(StoreUri.parse(uri), context, surroundings);
  }

  @Override
  protected List<Type> types() {
    List<Type> types = new ArrayList<>(List.of(Type.Simple.values()));
    types.add(Type.Numeric.ANY);
    types.add(new Type.Numeric(12, 3));
    types.add(Type.Text.ANY);
    types.add(new Type.Text(20));
    types.add(new Type.Char(4));
    types.add(new Type.Enumeration("mood", List.of("sad", "ok")));
    types.add(new Type.Domain("positive", Type.Simple.INT4));
    types.add(new Type.Other("no_such_type"));
    for (Type type : List.copyOf(types)) {
      types.add(new Type.Array(type));
    }
    return types;
  }

  @Override
  protected void damage(Damage damage) throws Exception {
    SERVER.execute(
        database,
        switch (damage) {
          case CHANGED ->
              "update copy set name = name || '!', price = 77777 where id in (select id from copy"
                  + " order by id limit 1)";
          case REMOVED -> "delete from copy where id in (select id from copy order by id limit 1)";
          case ADDED -> "insert into copy values (4711, 'from elsewhere', null)";
        });
  }

  @Override
  protected boolean refuse() throws Exception {
    SERVER.execute(database, "alter table copy add check (name <> 'refused')");
    return true;
  }
}
