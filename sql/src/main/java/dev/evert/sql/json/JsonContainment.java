package dev.evert.sql.json;

import java.util.List;
import java.util.Map;

/** Whether one value contains another, as jsonb has it. */
public final class JsonContainment {
  private JsonContainment() {}

  /** Whether {@code whole @> part}: an array contains a scalar that is one of its elements. */
  public static boolean contains(Json whole, Json part) {
    if (whole instanceof Json.Arr(List<Json> elements) && part.isScalar()) {
      return elements.contains(part);
    }
    return inside(whole, part);
  }

  private static boolean inside(Json whole, Json part) {
    return switch (part) {
      case Json.Obj wanted ->
          whole instanceof Json.Obj there
              && wanted.members().entrySet().stream().allMatch(member -> has(there, member));
      case Json.Arr(List<Json> wanted) ->
          whole instanceof Json.Arr(List<Json> there)
              && wanted.stream()
                  .allMatch(element -> there.stream().anyMatch(other -> inside(other, element)));
      case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> whole.equals(part);
    };
  }

  private static boolean has(Json.Obj object, Map.Entry<String, Json> member) {
    Json there = object.members().get(member.getKey());
    return there != null && inside(there, member.getValue());
  }
}
