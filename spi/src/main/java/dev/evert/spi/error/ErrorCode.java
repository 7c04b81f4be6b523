package dev.evert.spi.error;

/**
 * The catalogue of errors. Each has a stable id to search for, the SQLSTATE that comes nearest, and
 * what a person can do. Ids are never given to another meaning.
 */
public enum ErrorCode {
  // 1xxx: what was asked for
  PIPE_SYNTAX("EV-1001", "42601", "Mend the pipe at the place shown; see docs/pipes.md."),
  UNKNOWN_SCHEME("EV-1002", "42704", "Use one of the schemes listed in the README."),
  BAD_URI("EV-1003", "22023", "Mend the URI at the place shown."),
  SQL_SYNTAX("EV-1004", "42601", "Mend the query at the place shown."),
  SQL_UNSUPPORTED("EV-1005", "0A000", "Rewrite the query without it; see docs/sql.md."),
  SQL_NAME("EV-1006", "42703", "Use one of the names that exist."),
  SQL_TYPE("EV-1007", "42804", "Cast the expression to the type that is wanted."),
  NO_KEY("EV-1008", "42P16", "Select the key's columns too, or group by them."),
  PIPE_UNKNOWN("EV-1009", "42704", "`evert pipes` lists the pipes that exist."),
  BAD_OPTION(
      "EV-1010",
      "22023",
      "`evert --help` lists options; those of addresses are in docs/connectors."),
  SQL_WINDOW("EV-1011", "42P20", "Mend the window at the place shown; see docs/sql.md."),
  NO_SUCH_RELATION("EV-1012", "42P01", "Use one of the names that exist: show tables, show views."),
  DUPLICATE_NAME("EV-1013", "42P07", "Use another name, or drop what has it."),
  DEPENDENTS_EXIST("EV-1014", "2BP01", "Drop what is derived from it first."),
  WRONG_KIND("EV-1015", "42809", "Use the statement for what has the name."),
  VIEW_NOT_READY("EV-1016", "55000", "Wait until the view is filled: show views.", true),
  BAD_FUNCTION("EV-1017", "42P13", "Mend the function's declaration, or its jar; see docs/sql.md."),
  INVALID_NAME("EV-1018", "42602", "Use another name."),
  NO_SUCH_OBJECT("EV-1019", "42704", "Use one of the names that exist."),
  // 2xxx: reaching an outside store
  UNREACHABLE("EV-2001", "08001", "Check host, port and network, and that the server runs.", true),
  WRONG_PASSWORD(
      "EV-2002", "28P01", "Set PGPASSWORD, or use the password file of the store's own tools."),
  NO_SUCH_TABLE("EV-2003", "42P01", "Check the name and that the user may see it."),
  NOT_PERMITTED("EV-2004", "42501", "Grant the right that is named."),
  CONNECTION_LOST("EV-2005", "08006", "Nothing to do: Evert connects again.", true),
  STORE_BUSY("EV-2006", "53300", "Nothing to do: Evert tries again more slowly.", true),
  STORE_FAILED("EV-2007", "58000", "See the store's own log."),
  NO_SUCH_DATABASE("EV-2008", "3D000", "Check the database's name in the URI."),
  TLS_FAILED("EV-2009", "08001", "Check sslmode and the certificates."),
  STORE_VERSION("EV-2010", "0A000", "Use one of the versions listed in the README."),
  STORE_ERRED("EV-2011", "XX000", "Evert tries again; see the store's own log.", true),
  // 3xxx: sources
  WAL_LEVEL("EV-3001", "55000", "Set wal_level = logical and restart PostgreSQL."),
  NO_REPLICATION_RIGHT("EV-3002", "42501", "ALTER ROLE … REPLICATION, or grant it."),
  SLOT_LOST("EV-3003", "55000", "Start the pipe with --resnapshot to take a new snapshot."),
  SLOT_IN_USE("EV-3004", "55006", "Stop the other reader of the slot.", true),
  TABLE_WITHOUT_KEY("EV-3005", "55000", "Add a primary key or set REPLICA IDENTITY FULL."),
  SCHEMA_CHANGED("EV-3006", "42P10", "Start the pipe with --resnapshot to take it anew."),
  NO_SLOT_LEFT("EV-3007", "53400", "Raise max_replication_slots, or drop unused slots."),
  BAD_RECORD(
      "EV-3008", "22000", "See the reject file, or `evert parked`: they name line and reason."),
  NO_SUCH_FILE("EV-3009", "58P01", "Check the path or pattern."),
  BAD_FILE("EV-3010", "22000", "Mend or remove the file that is named."),
  // 4xxx: sinks
  SINK_TYPE("EV-4001", "42804", "Cast the column to a type that the sink can hold."),
  SINK_MISFIT("EV-4002", "42P16", "Change or drop the table, or name another."),
  SINK_REJECTED("EV-4003", "22000", "`evert parked` shows the rows and the reasons."),
  SINK_FOREIGN("EV-4004", "55006", "Name another target, or run `evert drop PIPE --sink` first."),
  SINK_DIFFERS("EV-4005", "XX001", "Run `evert verify --repair`."),
  PROGRAM_FAILED("EV-4006", "38000", "Mend the program, then start the pipe again."),
  // 5xxx: values
  NUMERIC_OUT_OF_RANGE("EV-5001", "22003", "Use a wider type."),
  DIVISION_BY_ZERO("EV-5002", "22012", "Guard the division with nullif."),
  INVALID_TEXT("EV-5003", "22P02", "Mend the value, or cast it to text."),
  INVALID_DATETIME("EV-5004", "22007", "Mend the value, or cast it to text."),
  STRING_TOO_LONG("EV-5005", "22001", "Use a longer type, or cut the value."),
  LIMIT_EXCEEDED("EV-5006", "54000", "Keep within the limit that is named."),
  NULL_NOT_ALLOWED("EV-5007", "23502", "Give the column a value, or make it nullable."),
  INVALID_ARGUMENT("EV-5008", "22023", "Mend the argument."),
  DATETIME_OUT_OF_RANGE("EV-5009", "22008", "Use a date or time that the type can hold."),
  CARDINALITY_VIOLATION("EV-5010", "21000", "Limit the query to one row, or aggregate it."),
  DUPLICATE_KEY("EV-5011", "23505", "Give the row another key, or update the row that has it."),
  CHECK_VIOLATED("EV-5012", "23514", "Give values that the check is true of."),
  FUNCTION_FAILED("EV-5013", "38000", "Mend the function, and replace it."),
  INVALID_REGEX("EV-5030", "2201B", "Mend the regular expression."),
  NO_SUCH_ELEMENT("EV-5031", "2202E", "Use a subscript that the value has."),
  NEGATIVE_LENGTH("EV-5032", "22011", "Give a length of zero or more."),
  INVALID_BUCKET("EV-5033", "2201G", "Give bounds and a count that make ranges."),
  NULL_ARGUMENT("EV-5034", "22004", "Give a value, or guard the call with coalesce."),
  BAD_VALUE("EV-5035", "22000", "Mend the value."),
  BAD_ESCAPE("EV-5036", "22025", "Mend the pattern's escape character."),
  JSON_PATH("EV-5037", "22038", "Use a path that the document has, or the lax mode."),
  SEARCH_SYNTAX("EV-5038", "42601", "Mend the text search value."),
  JSON_NO_ITEM("EV-5039", "22035", "Use a path that the document has, or a default."),
  JSON_SEVERAL_ITEMS("EV-5040", "22034", "Use a path to one item, or a wrapper."),
  JSON_NO_SCALAR("EV-5041", "2203F", "Use a path to a scalar, or json_query."),
  JSON_DUPLICATE_KEY("EV-5042", "22030", "Give each member its own name."),
  // 6xxx: the data directory
  DISK_FULL("EV-6001", "53100", "Free space; then start the pipe again, nothing is lost."),
  READ_ONLY("EV-6002", "58030", "Make the directory writable, or name another by --data."),
  DATA_IN_USE("EV-6003", "55006", "Stop the other process, or name another by --data."),
  DATA_NEWER("EV-6004", "0A000", "Use the newer version of Evert that wrote it."),
  DATA_CORRUPT("EV-6005", "XX001", "Restore the file that is named from a copy."),
  IO_FAILED("EV-6006", "58030", "Check the file or directory that is named."),
  DATABASE_CLOSED("EV-6007", "57P01", "Open the database again."),
  // 9xxx
  INTERNAL("EV-9001", "XX000", "This is a defect of Evert: please report it.");

  private final String id;
  private final String sqlState;
  private final String remedy;
  private final boolean transientFailure;

  ErrorCode(String id, String sqlState, String remedy) {
    this(id, sqlState, remedy, false);
  }

  ErrorCode(String id, String sqlState, String remedy, boolean transientFailure) {
    this.id = id;
    this.sqlState = sqlState;
    this.remedy = remedy;
    this.transientFailure = transientFailure;
  }

  /** The stable id, like {@code EV-1001}. */
  public String id() {
    return id;
  }

  /** Five characters, as the SQL standard and PostgreSQL use them. */
  public String sqlState() {
    return sqlState;
  }

  /** What to do where nothing more exact is known. */
  public String remedy() {
    return remedy;
  }

  /** Whether trying again later may succeed without anybody's doing. */
  public boolean transientFailure() {
    return transientFailure;
  }
}
