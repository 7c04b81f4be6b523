package dev.evert.engine.program;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.spi.uri.StoreUri;
import dev.evert.sql.TableDefinition;
import dev.evert.sql.bind.TableBinder;
import dev.evert.sql.parse.StatementParser;
import dev.evert.sql.syntax.Statement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An external program that makes rows of rows.
 *
 * @param command the program and its arguments, as they are given to the operating system
 * @param columns what its rows consist of, in the words of {@code create table}; empty: one column
 *     {@link #VALUE} of type jsonb
 */
public record Program(List<String> command, String columns) {
  /** The scheme that stands for a program. */
  public static final String SCHEME = "exec";

  /** The only column of rows whose columns are not told. */
  public static final String VALUE = "value";

  private static final String TABLE = "create table " + SCHEME + " (";

  /** Where the columns begin in the statement that places in errors count in. */
  public static final int COLUMNS_FROM = TABLE.length();

  private static final Pattern PLAIN_WORD = Pattern.compile("[\\p{L}\\p{N}_./:=@%+,~-]+");

  public Program {
    command = List.copyOf(command);
    Objects.requireNonNull(columns);
    if (command.isEmpty() || command.getFirst().isBlank()) {
      throw new IllegalArgumentException("a program without a name");
    }
  }

  /** As it stands in a pipe. */
  public String text() {
    return SCHEME + ":" + commandText() + (columns.isEmpty() ? "" : " as (" + columns + ")");
  }

  /** The command as it stands in a pipe. */
  public String commandText() {
    return command.stream().map(Program::quoted).collect(Collectors.joining(" "));
  }

  /** In single quotes, other than these themselves, if need be. */
  private static String quoted(String word) {
    return PLAIN_WORD.matcher(word).matches() ? word : "'" + word.replace("'", "'\"'\"'") + "'";
  }

  /** Names its command where a store would be named. */
  public StoreUri uri() {
    StringBuilder path = new StringBuilder();
    for (byte b : String.join(" ", command).getBytes(StandardCharsets.UTF_8)) {
      boolean plain = Character.isLetterOrDigit(b) || "/._-=".indexOf(b) >= 0;
      path.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b & 0xff));
    }
    return StoreUri.parse(SCHEME + ":" + path);
  }

  /**
   * The columns and the key of its rows.
   *
   * @throws EvertException if they can not be understood; its place, if it has one, counts from
   *     {@link #COLUMNS_FROM} characters before the columns
   */
  public Schema schema() {
    if (columns.isEmpty()) {
      return new Schema(List.of(Column.required(VALUE, Type.Simple.JSONB)), List.of());
    }
    String sql = TABLE + columns + ")";
    if (!(StatementParser.parse(sql) instanceof Statement.CreateTable table)) {
      throw new IllegalStateException("not the definition of a table: " + sql);
    }
    TableDefinition definition = TableBinder.bind(sql, table);
    boolean plain =
        definition.checks().isEmpty()
            && definition.watermark().isEmpty()
            && definition.defaults().stream().allMatch(it -> it.isEmpty());
    if (!plain) {
      throw new EvertException(
          ErrorCode.SQL_UNSUPPORTED,
          "the columns of a program have defaults, checks or a watermark",
          "Name columns, their types, `not null` and `primary key`.");
    }
    return definition.schema();
  }

  /**
   * Checks that the rows can have the key that they are said to have: what is a key of the rows
   * that the program reads must be a part of it, as otherwise rows of two could have the same.
   *
   * @throws EvertException {@link ErrorCode#NO_KEY} if not
   */
  public void check(Schema input) {
    Schema output = schema();
    if (!output.keyed()) {
      return;
    }
    boolean kept =
        input.keyed()
            && input.keyColumns().stream()
                .allMatch(wanted -> output.keyColumns().stream().anyMatch(it -> same(it, wanted)));
    if (!kept) {
      throw new EvertException(
          ErrorCode.NO_KEY,
          "the key of what "
              + command.getFirst()
              + " gives must hold the key of what it reads: "
              + (input.keyed() ? names(input) : "its rows have no key"),
          "Have the program pass these columns on and put them into the primary key, or leave"
              + " `primary key` out.");
    }
  }

  private static boolean same(Column left, Column right) {
    return left.name().equals(right.name()) && left.type().equals(right.type());
  }

  private static String names(Schema schema) {
    return schema.keyColumns().stream()
        .map(column -> column.name() + " " + column.type().sql())
        .collect(Collectors.joining(", "));
  }
}
