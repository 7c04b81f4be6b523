package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.sql.syntax.GroupBy;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes out the sets of groups that {@code group by} stands for. */
final class GroupSets {
  /** As many as PostgreSQL takes. */
  private static final int MAX_SETS = 4096;

  private static final int MAX_CUBE = 12;

  private final Place place;

  GroupSets(Place place) {
    this.place = place;
  }

  /** Each set of one entry goes with each set of the others. */
  List<List<Syntax>> of(GroupBy groupBy, Span span) {
    List<List<Syntax>> sets = List.of(List.of());
    for (GroupBy.Item item : groupBy.items()) {
      List<List<Syntax>> more = of(item);
      requireFew((long) sets.size() * more.size(), span);
      sets = sets.stream().flatMap(set -> more.stream().map(other -> both(set, other))).toList();
    }
    return sets;
  }

  private void requireFew(long sets, Span span) {
    if (sets > MAX_SETS) {
      throw place.error(span, ErrorCode.LIMIT_EXCEEDED, "more than " + MAX_SETS + " grouping sets");
    }
  }

  private static List<Syntax> both(List<Syntax> set, List<Syntax> other) {
    return Stream.of(set, other).flatMap(List::stream).toList();
  }

  private List<List<Syntax>> of(GroupBy.Item item) {
    return switch (item) {
      case GroupBy.Expressions(List<Syntax> expressions) -> List.of(expressions);
      case GroupBy.Sets sets -> sets(sets);
      case GroupBy.Rollup rollup -> rollup(rollup.parts());
      case GroupBy.Cube cube -> cube(cube);
    };
  }

  private List<List<Syntax>> sets(GroupBy.Sets sets) {
    List<List<Syntax>> all = new ArrayList<>();
    for (GroupBy.Item item : sets.items()) {
      all.addAll(of(item));
      requireFew(all.size(), sets.span());
    }
    return all;
  }

  private static List<List<Syntax>> rollup(List<GroupBy.Expressions> parts) {
    List<List<Syntax>> sets = new ArrayList<>();
    List<Syntax> set = List.of();
    sets.add(set);
    for (GroupBy.Expressions part : parts) {
      set = both(set, part.expressions());
      sets.add(set);
    }
    return sets.reversed();
  }

  private List<List<Syntax>> cube(GroupBy.Cube cube) {
    if (cube.parts().size() > MAX_CUBE) {
      throw place.error(
          cube.span(), ErrorCode.LIMIT_EXCEEDED, "cube is limited to " + MAX_CUBE + " elements");
    }
    List<List<Syntax>> sets = List.of(List.of());
    for (GroupBy.Expressions part : cube.parts()) {
      sets = sets.stream().flatMap(set -> Stream.of(both(set, part.expressions()), set)).toList();
    }
    return sets;
  }
}
