package dev.evert.sql.bind;

import dev.evert.sql.syntax.JsonSyntax;
import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.WindowSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The expressions that an expression as written is made of. */
final class Operands {
  private Operands() {}

  /** An aggregate over a window is none of groups; what it is asked of may be. */
  private static List<Syntax> windowed(Syntax.Windowed windowed) {
    List<Syntax> all = new ArrayList<>(windowed.call().arguments());
    Syntax filter = windowed.call().filter();
    if (filter != null) {
      all.add(filter);
    }
    parts(windowed.window()).forEach(all::add);
    return all;
  }

  private static Stream<Syntax> parts(WindowSyntax window) {
    return Stream.concat(
        window.partitionBy().stream(), window.orderBy().stream().map(Query.SortItem::expression));
  }

  /** Those of queries inside are not among them. */
  static List<Syntax> of(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Name _, Syntax.Star _, Syntax.Text _, Syntax.Digits _ -> List.of();
      case Syntax.Truth _, Syntax.Null _ -> List.of();
      case Syntax.Cast cast -> List.of(cast.operand());
      case Syntax.Operation operation -> operation.operands();
      case Syntax.And and -> List.of(and.left(), and.right());
      case Syntax.Or or -> List.of(or.left(), or.right());
      case Syntax.Not not -> List.of(not.operand());
      case Syntax.Is is -> List.of(is.operand());
      case Syntax.IsJson is -> List.of(is.operand());
      case Syntax.JsonMade made -> both(made.names(), made.values());
      case Syntax.JsonAccess access -> json(access.asked());
      case Syntax.Distinct distinct -> List.of(distinct.left(), distinct.right());
      case Syntax.Between between -> List.of(between.operand(), between.low(), between.high());
      case Syntax.In in -> both(List.of(in.operand()), in.values());
      case Syntax.Like like -> present(like.operand(), like.pattern(), like.escape());
      case Syntax.Case choice -> branches(choice);
      case Syntax.Call call ->
          both(call.arguments(), call.orderBy().stream().map(Query.SortItem::expression).toList());
      case Syntax.Windowed windowed -> windowed(windowed);
      case Syntax.AtTimeZone zone -> List.of(zone.operand(), zone.zone());
      case Syntax.ArrayOf array -> array.elements();
      case Syntax.Subquery _, Syntax.Exists _, Syntax.ArrayQuery _ -> List.of();
      case Syntax.InQuery in -> List.of(in.operand());
      case Syntax.QuantifiedQuery test -> List.of(test.operand());
      case Syntax.FieldOf field -> List.of(field.row());
      case Syntax.FieldsOf fields -> List.of(fields.row());
      case Syntax.Row row -> row.values();
      case Syntax.Quantified test -> List.of(test.operand(), test.array());
      case Syntax.Subscripted part -> both(List.of(part.array()), part.bounds());
    };
  }

  private static List<Syntax> json(JsonSyntax asked) {
    List<Syntax> all =
        present(asked.context(), asked.path(), asked.onEmpty().value(), asked.onError().value());
    return both(all, asked.passing().stream().map(JsonSyntax.Variable::value).toList());
  }

  private static List<Syntax> both(List<Syntax> first, List<Syntax> rest) {
    List<Syntax> all = new ArrayList<>(first);
    all.addAll(rest);
    return all;
  }

  private static List<Syntax> present(@Nullable Syntax... parts) {
    List<Syntax> all = new ArrayList<>();
    for (Syntax part : parts) {
      if (part != null) {
        all.add(part);
      }
    }
    return all;
  }

  private static List<Syntax> branches(Syntax.Case choice) {
    List<Syntax> all = new ArrayList<>(present(choice.operand(), choice.otherwise()));
    for (Syntax.When when : choice.branches()) {
      all.add(when.condition());
      all.add(when.result());
    }
    return all;
  }
}
