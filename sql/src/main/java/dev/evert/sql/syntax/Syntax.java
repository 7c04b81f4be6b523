package dev.evert.sql.syntax;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An expression as written. */
public sealed interface Syntax {

  /** Where it stands. */
  Span span();

  /** A column, perhaps with its table before it. */
  record Name(List<String> parts, Span span) implements Syntax {
    public Name {
      parts = List.copyOf(parts);
    }

    /** The last part. */
    public String last() {
      return parts.getLast();
    }
  }

  /** {@code *} or {@code t.*}; the qualifier is empty or names the table. */
  record Star(List<String> qualifier, Span span) implements Syntax {
    public Star {
      qualifier = List.copyOf(qualifier);
    }
  }

  /** A string in quotes: of unknown type until it meets another. */
  record Text(String value, Span span) implements Syntax {}

  /** A number as written, without sign. */
  record Digits(String digits, Span span) implements Syntax {}

  /** {@code true} or {@code false}. */
  record Truth(boolean value, Span span) implements Syntax {}

  /** {@code null}. */
  record Null(Span span) implements Syntax {}

  /** {@code cast(x as t)}, {@code x::t} or {@code t 'x'}. */
  record Cast(Syntax operand, TypeName type, Span span) implements Syntax {}

  /** An operator that is looked up by the types of its one or two operands. */
  record Operation(String operator, List<Syntax> operands, Span span) implements Syntax {
    public Operation {
      operands = List.copyOf(operands);
    }
  }

  /** {@code and}. */
  record And(Syntax left, Syntax right, Span span) implements Syntax {}

  /** {@code or}. */
  record Or(Syntax left, Syntax right, Span span) implements Syntax {}

  /** {@code not}. */
  record Not(Syntax operand, Span span) implements Syntax {}

  /** {@code is [not] null | true | false | unknown}. */
  record Is(Syntax operand, Condition condition, boolean negated, Span span) implements Syntax {}

  /** What {@link Is} asks. */
  enum Condition {
    NULL,
    TRUE,
    FALSE,
    UNKNOWN
  }

  /** {@code is [not] json}: {@code kind} is value, scalar, array or object. */
  record IsJson(Syntax operand, String kind, boolean unique, boolean negated, Span span)
      implements Syntax {}

  /** {@code json_exists}, {@code json_value} or {@code json_query}. */
  record JsonAccess(JsonSyntax asked, Span span) implements Syntax {}

  /**
   * {@code json_object('a': 1)} or {@code json_array(1, 2)}.
   *
   * @param names of the members; none for an array
   * @param absent whether what is null is left out
   * @param unique whether a name that is there twice is an error
   * @param returning the type of the result; null for json
   */
  record JsonMade(
      boolean object,
      List<Syntax> names,
      List<Syntax> values,
      boolean absent,
      boolean unique,
      @Nullable TypeName returning,
      Span span)
      implements Syntax {
    public JsonMade {
      names = List.copyOf(names);
      values = List.copyOf(values);
    }
  }

  /** {@code is [not] distinct from}. */
  record Distinct(Syntax left, Syntax right, boolean negated, Span span) implements Syntax {}

  /** {@code [not] between [symmetric]}. */
  record Between(
      Syntax operand, Syntax low, Syntax high, boolean symmetric, boolean negated, Span span)
      implements Syntax {}

  /** {@code [not] in (a, b)}. */
  record In(Syntax operand, List<Syntax> values, boolean negated, Span span) implements Syntax {
    public In {
      values = List.copyOf(values);
    }
  }

  /** {@code [not] like | ilike}. */
  record Like(
      Syntax operand,
      Syntax pattern,
      @Nullable Syntax escape,
      boolean ignoreCase,
      boolean negated,
      Span span)
      implements Syntax {}

  /** {@code case}; the operand is there in the form {@code case x when 1 then …}. */
  record Case(@Nullable Syntax operand, List<When> branches, @Nullable Syntax otherwise, Span span)
      implements Syntax {
    public Case {
      branches = List.copyOf(branches);
    }
  }

  /** A branch of {@link Case}. */
  record When(Syntax condition, Syntax result) {}

  /**
   * A call of a function or aggregate.
   *
   * @param star whether written {@code f(*)}
   * @param orderBy the order inside the parentheses, or after {@code within group}
   * @param withinGroup whether written {@code f(…) within group (order by …)}
   * @param filter the condition of {@code filter (where …)}
   */
  record Call(
      String name,
      List<Syntax> arguments,
      boolean star,
      boolean distinct,
      List<Query.SortItem> orderBy,
      boolean withinGroup,
      @Nullable Syntax filter,
      Span span)
      implements Syntax {
    public Call {
      arguments = List.copyOf(arguments);
      orderBy = List.copyOf(orderBy);
    }

    /** A call of nothing but arguments. */
    public Call(String name, List<Syntax> arguments, Span span) {
      this(name, arguments, false, false, List.of(), false, null, span);
    }

    /** Whether it says what only calls of aggregates can say. */
    public boolean aggregates() {
      return star || distinct || withinGroup || !orderBy.isEmpty() || filter != null;
    }
  }

  /** A function of the rows around a row: {@code f(…) over (…)}. */
  record Windowed(Call call, WindowSyntax window, Span span) implements Syntax {}

  /** {@code x at time zone z}. */
  record AtTimeZone(Syntax operand, Syntax zone, Span span) implements Syntax {}

  /** {@code (a, b)} or {@code row(a, b)}. */
  record Row(List<Syntax> values, Span span) implements Syntax {
    public Row {
      values = List.copyOf(values);
    }
  }

  /** {@code (r).f}. */
  record FieldOf(Syntax row, String name, Span span) implements Syntax {}

  /** {@code (r).*}. */
  record FieldsOf(Syntax row, Span span) implements Syntax {}

  /**
   * {@code x = any (a)} or {@code x = all (a)}.
   *
   * @param operator a comparison
   * @param all whether it has to hold for all elements of the array, not just for one
   */
  record Quantified(Syntax operand, String operator, boolean all, Syntax array, Span span)
      implements Syntax {}

  /** {@code (select …)}: the value of its only row. */
  record Subquery(Query query, Span span) implements Syntax {}

  /** {@code exists (select …)}. */
  record Exists(Query query, Span span) implements Syntax {}

  /** {@code [not] in (select …)}. */
  record InQuery(Syntax operand, Query query, boolean negated, Span span) implements Syntax {}

  /**
   * {@code x > any (select …)} or {@code x > all (select …)}.
   *
   * @param operator a comparison
   * @param all whether it has to hold for all rows, not just for one
   */
  record QuantifiedQuery(Syntax operand, String operator, boolean all, Query query, Span span)
      implements Syntax {}

  /** {@code array(select …)}. */
  record ArrayQuery(Query query, Span span) implements Syntax {}

  /** {@code array[a, b]}. */
  record ArrayOf(List<Syntax> elements, Span span) implements Syntax {
    public ArrayOf {
      elements = List.copyOf(elements);
    }
  }

  /** {@code a[i]}, {@code a[i:j]}, {@code a[i][j]}: all brackets that follow on each other. */
  record Subscripted(Syntax array, List<Subscript> subscripts, Span span) implements Syntax {
    public Subscripted {
      subscripts = List.copyOf(subscripts);
    }

    /** The expressions inside the brackets. */
    public List<Syntax> bounds() {
      return subscripts.stream()
          .flatMap(subscript -> Stream.of(subscript.from(), subscript.to()))
          .filter(Objects::nonNull)
          .toList();
    }
  }

  /**
   * What is inside brackets.
   *
   * @param slice whether there is a colon: a bound beside it may be left out and is null then
   * @param from the lower bound, or the one subscript
   */
  record Subscript(boolean slice, @Nullable Syntax from, @Nullable Syntax to) {}
}
