package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.type.Type;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has the columns of a recursive query be of the types that it was begun with. */
final class RecursiveTypes {
  private final Place place;
  private final String name;

  RecursiveTypes(Place place, String name) {
    this.place = place;
    this.name = name;
  }

  /** The plan of a part of the query with columns of these types. */
  Plan convert(Query query, List<Field> known, Plan plan) {
    if (plan.width() != known.size()) {
      throw place.error(
          query.span(),
          ErrorCode.SQL_SYNTAX,
          "each query of union must have the same number of columns: the first has %d, this one %d"
              .formatted(known.size(), plan.width()));
    }
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      Field first = known.get(i);
      Type next = plan.fields().get(i).type();
      Optional<Type> common = CommonType.ofTypes(List.of(first.type(), next));
      boolean fits =
          common.isPresent() && Types.plain(common.get()).equals(Types.plain(first.type()));
      if (!fits) {
        throw place.type(
            query.span(),
            "column %d of the recursive query %s is %s in its first rows but %s later"
                .formatted(i + 1, name, first.type().sql(), next.sql()));
      }
      types.add(first.type());
    }
    return Unknowns.converted(plan, types, new Coercion(place));
  }
}
