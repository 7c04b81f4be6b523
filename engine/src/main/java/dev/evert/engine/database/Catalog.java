package dev.evert.engine.database;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import dev.evert.sql.SqlNames;
import dev.evert.sql.function.UserFunctions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What there is at one position of the log. Never changes. */
public final class Catalog {
  /** Before anything was defined. */
  static final Catalog EMPTY = new Catalog(new LinkedHashMap<>(), Refusals.NONE);

  private final Map<String, Entry> entries;
  private final Refusals refusals;

  private Catalog(Map<String, Entry> entries, Refusals refusals) {
    this.entries = Collections.unmodifiableMap(entries);
    this.refusals = refusals;
  }

  /** The same after a definition that was refused. */
  Catalog refusing(RefusedDefinition refused) {
    return new Catalog(entries, refusals.with(refused));
  }

  /** Whether it differs from another in nothing but what was refused. */
  boolean hasEntriesOf(Catalog other) {
    return ids().equals(other.ids());
  }

  private List<Long> ids() {
    return entries.values().stream().map(Entry::id).toList();
  }

  /** The definitions that were refused. */
  Refusals refusals() {
    return refusals;
  }

  /** With one more. */
  Catalog with(Entry entry) {
    if (entries.containsKey(entry.name())) {
      throw new IllegalArgumentException(entry.name() + " is there");
    }
    Map<String, Entry> more = new LinkedHashMap<>(entries);
    more.put(entry.name(), entry);
    return new Catalog(more, refusals);
  }

  /** With another in the place of what has its name. */
  Catalog replacing(Entry entry) {
    Map<String, Entry> others = new LinkedHashMap<>(entries);
    others.put(entry.name(), entry);
    return new Catalog(others, refusals);
  }

  /** Without what has these names. */
  Catalog without(Collection<String> names) {
    Map<String, Entry> less = new LinkedHashMap<>(entries);
    names.forEach(less::remove);
    return new Catalog(less, refusals);
  }

  /** Everything, in the order in which it was defined. */
  public Collection<Entry> entries() {
    return entries.values();
  }

  /** What has a name. */
  public Optional<Entry> find(String name) {
    Entry entry = entries.get(name);
    return entry == null ? late(name) : Optional.of(entry);
  }

  /** Tables with a watermark have another relation beside them. */
  private Optional<Entry> late(String name) {
    if (!name.endsWith(Entry.Late.MARK)) {
      return Optional.empty();
    }
    String table = name.substring(0, name.length() - Entry.Late.MARK.length());
    return entries.get(table) instanceof Entry.Table found
            && found.definition().watermark().isPresent()
        ? Optional.of(new Entry.Late(found))
        : Optional.empty();
  }

  /** The table or view of a name. */
  Entry.Relation relation(String name) {
    if (find(name).orElse(null) instanceof Entry.Relation relation) {
      return relation;
    }
    throw new EvertException(
        ErrorCode.NO_SUCH_RELATION, "no table or view is named \"" + name + "\"");
  }

  /** The table of a name. */
  Entry.Table table(String name) {
    if (relation(name) instanceof Entry.Table table) {
      return table;
    }
    throw new EvertException(
        ErrorCode.WRONG_KIND,
        "\"" + name + "\" is a view",
        "Change the tables that it is derived from.");
  }

  /** All tables. */
  List<Entry.Table> tables() {
    return all(Entry.Table.class);
  }

  /** All views, those that are only short for a query too. */
  List<Entry.View> views() {
    return all(Entry.View.class);
  }

  /** All indexes. */
  List<Entry.Index> indexes() {
    return all(Entry.Index.class);
  }

  private <T extends Entry> List<T> all(Class<T> kind) {
    return entries.values().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** All functions. */
  List<Entry.Function> functions() {
    return all(Entry.Function.class);
  }

  /** What queries may name. */
  SqlNames names() {
    return new SqlNames(
        schemas(), UserFunctions.of(functions().stream().map(Entry.Function::function).toList()));
  }

  private Map<String, Schema> schemas() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    for (Entry entry : entries.values()) {
      if (entry instanceof Entry.Relation relation) {
        schemas.put(relation.name(), relation.schema());
        String late = relation.name() + Entry.Late.MARK;
        late(late).ifPresent(found -> schemas.put(late, ((Entry.Late) found).schema()));
      }
    }
    return schemas;
  }

  /** The names of all that is derived from what has a name, itself not among them. */
  List<String> dependents(String name) {
    List<String> found = new ArrayList<>();
    for (Entry entry : entries.values()) {
      boolean depends =
          entry.reads().contains(name)
              || entry.reads().contains(name + Entry.Late.MARK)
              || entry.reads().stream().anyMatch(found::contains);
      if (depends) {
        found.add(entry.name());
      }
    }
    return found;
  }
}
