package dev.evert.sql.runtime;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Texts as SQL writes them. */
public final class Quoting {
  /** Words that name nothing unless they are quoted: all but the unreserved ones of PostgreSQL. */
  private static final Set<String> QUOTED =
      Set.of(
          """
          all analyse analyze and any array as asc asymmetric authorization between bigint binary
          bit boolean both case cast char character check coalesce collate collation column
          concurrently constraint create cross current_catalog current_date current_role
          current_schema current_time current_timestamp current_user dec decimal default
          deferrable desc distinct do else end except exists extract false fetch float for foreign
          freeze from full grant greatest group grouping having ilike in initially inner inout int
          integer intersect interval into is isnull join json json_array json_arrayagg json_exists
          json_object json_objectagg json_query json_scalar json_serialize json_table json_value
          lateral leading least left like limit localtime localtimestamp merge_action national
          natural nchar none normalize not notnull null nullif numeric offset on only or order out
          outer overlaps overlay placing position precision primary real references returning right
          row select session_user setof similar smallint some substring symmetric system_user
          table tablesample then time timestamp to trailing treat trim true union unique user using
          values varchar variadic verbose when where window with xmlattributes xmlconcat
          xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
          """
              .strip()
              .split("\\s+"));

  private Quoting() {}

  /** A name, in quotes if it needs them. */
  public static Slice identifier(Slice text) {
    String name = text.toString();
    boolean plain = name.matches("[a-z_][a-z0-9_]*") && !QUOTED.contains(name);
    return plain ? text : Slice.of('"' + name.replace("\"", "\"\"") + '"');
  }

  /** A string in quotes. */
  public static Slice literal(Slice text) {
    String value = text.toString();
    String quoted = "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    return Slice.of(value.indexOf('\\') >= 0 ? "E" + quoted : quoted);
  }

  /** A string in quotes, or the word NULL. */
  public static Slice nullable(@Nullable Slice text) {
    return text == null ? Slice.of("NULL") : literal(text);
  }
}
