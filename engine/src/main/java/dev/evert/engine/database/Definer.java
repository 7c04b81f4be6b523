package dev.evert.engine.database;

import dev.evert.engine.LogFailures;
import dev.evert.engine.database.Definitions.Definition;
import dev.evert.log.LogException;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import dev.evert.sql.CompiledView;
import dev.evert.sql.SqlCompiler;
import dev.evert.sql.ViewOptions;
import dev.evert.sql.bind.FunctionBinder;
import dev.evert.sql.bind.OptionBinder;
import dev.evert.sql.bind.TableBinder;
import dev.evert.sql.function.Jar;
import dev.evert.sql.function.UserFunction;
import dev.evert.sql.parse.StatementParser;
import dev.evert.sql.syntax.ObjectName;
import dev.evert.sql.syntax.Statement;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Applies statements to a catalog: the one way for a statement that is new and for one that is read
 * from the log again.
 */
final class Definer {
  private final Jars jars;

  Definer(Jars jars) {
    this.jars = jars;
  }

  /**
   * The catalog after a definition of the log, for live work, recovery and replay. One that can not
   * be carried out changes nothing and is told of by the catalog.
   *
   * @throws EvertException if it can not be said what the log holds
   */
  Catalog apply(Catalog catalog, Definition definition) {
    try {
      return apply(catalog, definition.position(), definition.sql(), parse(definition.sql()))
          .orElse(catalog);
    } catch (LogException e) {
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      EvertException cause = LogFailures.translate(e);
      if (isOfLog(cause)) {
        throw cause;
      }
      return catalog.refusing(
          new RefusedDefinition(definition.position(), definition.sql(), cause));
    }
  }

  /** Whether a definition failed that may be carried out when it is read again. */
  private static boolean isOfLog(EvertException failure) {
    return switch (failure.code()) {
      case DATA_CORRUPT, DISK_FULL, READ_ONLY, IO_FAILED -> true;
      default -> false;
    };
  }

  private static Statement.Definition parse(String sql) {
    if (StatementParser.parse(sql) instanceof Statement.Definition definition) {
      return definition;
    }
    throw new EvertException(ErrorCode.SQL_SYNTAX, "not a statement that defines something");
  }

  /**
   * The catalog after a statement; empty if the statement changes nothing.
   *
   * @param position of the statement's event
   * @param sql the text that the statement was parsed from
   * @throws EvertException if it can not be carried out
   */
  Optional<Catalog> apply(
      Catalog catalog, long position, String sql, Statement.Definition statement) {
    long id = Ids.of(position, 0);
    return switch (statement) {
      case Statement.CreateTable table ->
          isNew(catalog, table.name(), table.ifNotExists(), "table")
              ? Optional.of(catalog.with(new Entry.Table(id, TableBinder.bind(sql, table))))
              : Optional.empty();
      case Statement.CreateView view ->
          isNew(catalog, view.name(), view.ifNotExists(), "view")
              ? Optional.of(with(catalog, view(catalog, id, sql, view)))
              : Optional.empty();
      case Statement.CreateIndex index -> index(catalog, id, index);
      case Statement.CreateFunction function -> function(catalog, position, sql, function);
      case Statement.Drop drop -> drop(catalog, drop);
    };
  }

  private boolean isNew(Catalog catalog, ObjectName name, boolean ifNotExists, String what) {
    requireUsable(name);
    Optional<Entry> known = catalog.find(name.text());
    if (known.isPresent() && !ifNotExists) {
      throw new EvertException(
          ErrorCode.DUPLICATE_NAME,
          what
              + " \""
              + name.text()
              + "\" can not be made: there is a "
              + known.get().kind()
              + " of that name");
    }
    return known.isEmpty();
  }

  /** What looks like the name of something else would be taken for it. */
  private static void requireUsable(ObjectName name) {
    if (name.text().endsWith(Entry.Late.MARK)) {
      throw new EvertException(
          ErrorCode.INVALID_NAME,
          "\"" + name.text() + "\" ends like the names of the late changes of tables");
    }
    if (name.text().endsWith(Entry.Function.MARK)) {
      throw new EvertException(
          ErrorCode.INVALID_NAME, "\"" + name.text() + "\" ends like the names of functions");
    }
    if (name.parts().stream().anyMatch(part -> part.contains("."))) {
      throw new EvertException(
          ErrorCode.INVALID_NAME,
          "\"" + name.text() + "\" can not be told from a name with a schema before it");
    }
  }

  private Entry.View view(Catalog catalog, long id, String sql, Statement.CreateView view) {
    ViewOptions options = OptionBinder.bind(sql, view.options(), view.materialized());
    CompiledView compiled = new SqlCompiler().compile(view.sql(), view.columns(), catalog.names());
    return new Entry.View(
        id, view.name().text(), view.materialized(), view.columns(), options, compiled);
  }

  /** Whether a view's rows follow the time as its options need is found out where it is built. */
  private static Catalog with(Catalog catalog, Entry.View view) {
    Catalog next = catalog.with(view);
    if (!view.options().equals(ViewOptions.DEFAULT)) {
      var _ = CatalogCircuit.ofOnly(next, List.of(view));
    }
    return next;
  }

  private Optional<Catalog> index(Catalog catalog, long id, Statement.CreateIndex index) {
    Entry.Relation on = catalog.relation(index.on().text());
    if (on instanceof Entry.View view && !view.materialized()) {
      throw new EvertException(
          ErrorCode.WRONG_KIND,
          "\"" + on.name() + "\" is a view whose rows are not kept",
          "Make it a materialized view.");
    }
    List<Integer> columns = index.columns().stream().map(c -> column(on, c)).toList();
    if (Set.copyOf(columns).size() != columns.size()) {
      throw new EvertException(ErrorCode.SQL_SYNTAX, "a column is twice in the index");
    }
    ObjectName given = index.name();
    if (given != null) {
      requireUsable(given);
    }
    String name = given == null ? freeName(catalog, on, columns) : given.text();
    boolean known = catalog.find(name).isPresent();
    if (known && given != null) {
      return isNew(catalog, given, index.ifNotExists(), "index")
          ? Optional.of(catalog)
          : Optional.empty();
    }
    return Optional.of(catalog.with(new Entry.Index(id, name, on.name(), columns)));
  }

  private int column(Entry.Relation on, Syntax.Name name) {
    int at = on.schema().indexOf(name.last());
    if (at < 0) {
      throw new EvertException(
          ErrorCode.SQL_NAME,
          "column \"" + name.last() + "\" of \"" + on.name() + "\" does not exist");
    }
    return at;
  }

  /** As PostgreSQL names an index that is given no name. */
  private String freeName(Catalog catalog, Entry.Relation on, List<Integer> columns) {
    Schema schema = on.schema();
    List<String> parts = new ArrayList<>(List.of(on.name()));
    columns.forEach(column -> parts.add(schema.column(column).name()));
    String name = String.join("_", parts) + "_idx";
    String free = name;
    for (int number = 1; catalog.find(free).isPresent(); number++) {
      free = name + number;
    }
    return free;
  }

  private Optional<Catalog> function(
      Catalog catalog, long position, String sql, Statement.CreateFunction statement) {
    requireFree(catalog, sql, statement);
    Jar jar = jars.get(statement.jar());
    UserFunction bound = FunctionBinder.bind(sql, statement, jar);
    Entry.Function function = new Entry.Function(Ids.of(position, 0), bound, jar.hash());
    return Optional.of(
        catalog.find(function.name()).isEmpty()
            ? catalog.with(function)
            : new Replacement(position).of(catalog, function));
  }

  /**
   * Sees to it that a function may have its name, before anything is read or written for it.
   *
   * @throws EvertException DUPLICATE_NAME
   */
  void requireFree(Catalog catalog, String sql, Statement.CreateFunction statement) {
    String name = statement.name().text();
    FunctionBinder.requireFree(sql, statement);
    if (!statement.orReplace() && catalog.find(name + Entry.Function.MARK).isPresent()) {
      throw new EvertException(
          ErrorCode.DUPLICATE_NAME,
          "there is a function " + name,
          "Write create or replace function.");
    }
  }

  private Optional<Catalog> drop(Catalog catalog, Statement.Drop drop) {
    Set<String> names = new LinkedHashSet<>();
    for (ObjectName name : drop.names()) {
      boolean ofFunction = drop.kind() == Statement.Drop.Kind.FUNCTION;
      String known = name.text() + (ofFunction ? Entry.Function.MARK : "");
      Optional<Entry> entry = catalog.find(known);
      if (entry.isEmpty() && !drop.ifExists()) {
        throw new EvertException(
            ErrorCode.NO_SUCH_RELATION,
            drop.kind().words() + " \"" + name.text() + "\" does not exist");
      }
      entry.ifPresent(found -> {
        requireKind(found, drop);
        names.add(found.name());
      });
    }
    Set<String> all = new LinkedHashSet<>(names);
    names.forEach(name -> all.addAll(catalog.dependents(name)));
    requireNoOthers(catalog, drop, names, all);
    return all.isEmpty() ? Optional.empty() : Optional.of(catalog.without(all));
  }

  /** Indexes go with what they are on; all else has to be dropped by name or by cascade. */
  private void requireNoOthers(
      Catalog catalog, Statement.Drop drop, Set<String> names, Set<String> all) {
    List<String> others =
        all.stream()
            .filter(name -> !names.contains(name))
            .filter(name -> !(catalog.find(name).orElseThrow() instanceof Entry.Index))
            .toList();
    if (!drop.cascade() && !others.isEmpty()) {
      throw new EvertException(
          ErrorCode.DEPENDENTS_EXIST,
          "can not drop "
              + String.join(", ", names)
              + ": derived from it: "
              + String.join(", ", others),
          "Drop what is derived from it first, or add cascade.");
    }
  }

  private void requireKind(Entry entry, Statement.Drop drop) {
    if (!entry.kind().equals(drop.kind().words())) {
      throw new EvertException(
          ErrorCode.WRONG_KIND,
          "\"" + entry.name() + "\" is a " + entry.kind() + ", not a " + drop.kind().words(),
          "Write drop " + entry.kind() + ".");
    }
  }
}
