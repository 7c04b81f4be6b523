package dev.evert.sql.bind;

import dev.evert.spi.type.Type;
import dev.evert.sql.bind.Types.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Chooses among operators or functions of one name by the types of the arguments: PostgreSQL's
 * steps, as its documentation has them in the chapter on type conversion.
 */
final class Overloads<T> {
  private final List<Type> arguments;
  private final Function<T, List<Type>> parameters;

  private Overloads(List<Type> arguments, Function<T, List<Type>> parameters) {
    this.arguments = arguments.stream().map(Types::plain).toList();
    this.parameters = parameters;
  }

  /** The one that fits best; empty if none does or if several do equally well. */
  static <T> Optional<T> choose(
      List<T> candidates, Function<T, List<Type>> parameters, List<Type> arguments) {
    return new Overloads<T>(arguments, parameters).choose(candidates);
  }

  private Optional<T> choose(List<T> candidates) {
    Optional<T> exact = exact(candidates, arguments);
    if (exact.isPresent()) {
      return exact;
    }
    Optional<T> assumed = exact(candidates, alike());
    if (assumed.isPresent()) {
      return assumed;
    }
    List<T> left = candidates.stream().filter(this::applies).toList();
    if (left.size() > 1) {
      left = most(left, this::exactMatches);
    }
    if (left.size() > 1) {
      left = most(left, this::preferredMatches);
    }
    if (left.size() > 1) {
      left = byUnknowns(left);
    }
    if (left.size() > 1) {
      left = byKnownOnly(left);
    }
    return left.size() == 1 ? Optional.of(left.getFirst()) : Optional.empty();
  }

  private Optional<T> exact(List<T> candidates, List<Type> types) {
    return candidates.stream().filter(c -> parameters.apply(c).equals(types)).findFirst();
  }

  /** Of two arguments, one of unknown type: as if it were of the other's. */
  private List<Type> alike() {
    if (arguments.size() != 2) {
      return arguments;
    }
    Type left = arguments.get(0);
    Type right = arguments.get(1);
    if (Types.isUnknown(left)) {
      return List.of(right, right);
    }
    return Types.isUnknown(right) ? List.of(left, left) : arguments;
  }

  private boolean applies(T candidate) {
    List<Type> types = parameters.apply(candidate);
    return types.size() == arguments.size()
        && places().allMatch(i -> Types.implicitly(arguments.get(i), types.get(i)));
  }

  private IntStream places() {
    return IntStream.range(0, arguments.size());
  }

  private List<T> most(List<T> candidates, ToIntFunction<T> score) {
    int best = candidates.stream().mapToInt(score).max().orElse(0);
    return candidates.stream().filter(c -> score.applyAsInt(c) == best).toList();
  }

  private int exactMatches(T candidate) {
    List<Type> types = parameters.apply(candidate);
    return (int) places().filter(i -> types.get(i).equals(arguments.get(i))).count();
  }

  private int preferredMatches(T candidate) {
    List<Type> types = parameters.apply(candidate);
    return (int)
        places()
            .filter(i -> !Types.isUnknown(arguments.get(i)))
            .filter(i ->
                types.get(i).equals(arguments.get(i))
                    || (Types.preferred(types.get(i))
                        && Types.category(types.get(i)) == Types.category(arguments.get(i))))
            .count();
  }

  /** Text wins where it is possible; otherwise the category that all candidates share. */
  private List<T> byUnknowns(List<T> candidates) {
    List<T> left = candidates;
    for (int i = 0; i < arguments.size(); i++) {
      if (Types.isUnknown(arguments.get(i))) {
        left = byCategory(left, i);
      }
    }
    return left;
  }

  private List<T> byCategory(List<T> candidates, int place) {
    List<Category> categories =
        candidates.stream().map(c -> Types.category(parameters.apply(c).get(place))).toList();
    boolean text = categories.contains(Category.STRING);
    Category category = text ? Category.STRING : categories.getFirst();
    if (!text && !categories.stream().allMatch(category::equals)) {
      return candidates;
    }
    List<T> same =
        keep(candidates, c -> Types.category(parameters.apply(c).get(place)) == category);
    return keep(same, c -> Types.preferred(parameters.apply(c).get(place)));
  }

  private List<T> keep(List<T> candidates, Predicate<T> condition) {
    List<T> kept = candidates.stream().filter(condition).toList();
    return kept.isEmpty() ? candidates : kept;
  }

  /** As if the arguments of unknown type were of the one type that all others have. */
  private List<T> byKnownOnly(List<T> candidates) {
    List<Type> known = new ArrayList<>(arguments);
    known.removeIf(Types::isUnknown);
    if (known.isEmpty() || known.stream().distinct().count() > 1) {
      return candidates;
    }
    Type type = known.getFirst();
    List<T> fitting =
        candidates.stream()
            .filter(c -> parameters.apply(c).stream().allMatch(p -> Types.implicitly(type, p)))
            .toList();
    return fitting.size() == 1 ? fitting : candidates;
  }
}
