package dev.evert.sql.parse;

import dev.evert.spi.error.ErrorCode;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.TableSyntax;
import dev.evert.sql.syntax.TableSyntax.Windowing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads windows in time: {@code tumble(t, ts, interval '1 hour')}, {@code tumble(table t,
 * descriptor(ts), interval '1 hour')}, and either in {@code table(…)}.
 */
final class TimeWindowParser {
  private final TokenCursor cursor;
  private final ExpressionParser expressions;
  private final TableParser tables;

  TimeWindowParser(TokenCursor cursor, ExpressionParser expressions, TableParser tables) {
    this.cursor = cursor;
    this.expressions = expressions;
    this.tables = tables;
  }

  /** Whether windows come next. */
  boolean starts() {
    boolean wrapped = cursor.atWord("table") && cursor.peek(1).isPunctuation("(");
    int at = wrapped ? 2 : 0;
    return windowing(cursor.peek(at)) != null && cursor.peek(at + 1).isPunctuation("(");
  }

  private static @Nullable Windowing windowing(Token token) {
    for (Windowing windowing : Windowing.values()) {
      if (token.isWord(windowing.word())) {
        return windowing;
      }
    }
    return null;
  }

  TableSyntax parse() {
    Span first = cursor.peek().span();
    boolean wrapped = cursor.takeWords("table");
    if (wrapped) {
      cursor.expectSign("(");
    }
    Windowing windowing = windowing(cursor.take());
    if (windowing == null) {
      throw cursor.unexpected();
    }
    TableSyntax.TimeWindows windows = windows(windowing, first);
    if (wrapped) {
      cursor.expectSign(")");
    }
    return windows;
  }

  private TableSyntax.TimeWindows windows(Windowing windowing, Span first) {
    cursor.expectSign("(");
    cursor.takeWords("table");
    TableSyntax table = tables.unnamed();
    List<Syntax> partition = new ArrayList<>(partition());
    cursor.expectSign(",");
    Syntax time = time(expressions.parse());
    List<Syntax> arguments = new ArrayList<>();
    while (cursor.takeSign(",")) {
      Syntax argument = expressions.parse();
      if (argument instanceof Syntax.Call call && isDescriptor(call)) {
        partition.addAll(call.arguments());
      } else {
        arguments.add(argument);
      }
    }
    cursor.expectSign(")");
    Span span = cursor.since(first);
    return new TableSyntax.TimeWindows(windowing, table, partition, time, arguments, span);
  }

  private List<Syntax> partition() {
    if (!cursor.takeWords("partition", "by")) {
      return List.of();
    }
    if (cursor.atSign("(")) {
      cursor.takeSign("(");
      List<Syntax> list = list();
      cursor.expectSign(")");
      return list;
    }
    // The time comes after the next comma.
    return List.of(expressions.parse());
  }

  private List<Syntax> list() {
    List<Syntax> list = new ArrayList<>();
    do {
      list.add(expressions.parse());
    } while (cursor.takeSign(","));
    return list;
  }

  private static boolean isDescriptor(Syntax.Call call) {
    return call.name().equals("descriptor");
  }

  private Syntax time(Syntax syntax) {
    if (!(syntax instanceof Syntax.Call call && isDescriptor(call))) {
      return syntax;
    }
    if (call.arguments().size() != 1) {
      throw cursor.error(
          call.span(), ErrorCode.SQL_SYNTAX, "the descriptor of the time names one column");
    }
    return call.arguments().getFirst();
  }
}
