package dev.evert.connectors.postgres.connect;

/** Writes names and strings as SQL does. */
public final class Sql {

  private Sql() {}

  /** A name in double quotes. */
  public static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A qualified name. */
  public static String name(String schema, String name) {
    return name(schema) + '.' + name(name);
  }

  /** A string in single quotes, whatever standard_conforming_strings is. */
  public static String string(String text) {
    String quoted = "'" + text.replace("'", "''") + "'";
    return text.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
  }
}
