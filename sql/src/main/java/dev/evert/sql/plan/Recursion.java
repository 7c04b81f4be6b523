package dev.evert.sql.plan;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Queries that read each other's rows by {@link RecursiveScan}s: first of nothing, then of what all
 * of them gave before, until nothing changes.
 *
 * @param name tells it apart from others in the query; its scans have it too
 * @param result which body's rows are given
 */
public record Recursion(String name, List<Body> bodies, int result, Iterations iterations)
    implements Plan {
  public Recursion {
    Objects.requireNonNull(name);
    bodies = List.copyOf(bodies);
    Objects.checkIndex(result, bodies.size());
    Objects.requireNonNull(iterations);
  }

  /**
   * One of the queries.
   *
   * @param isDistinct whether a row that is there already, equal in all its bytes, is not given
   *     again
   */
  public record Body(Plan plan, boolean isDistinct) {
    public Body {
      Objects.requireNonNull(plan);
    }
  }

  /**
   * How it goes on.
   *
   * @param max how often the bodies are computed at most
   * @param isFinal whether what they give then is the result; else rows that would be computed of
   *     it are errors
   * @param isApart whether scans give the rows that the iteration before brought anew, as they do
   *     in PostgreSQL; the difference shows where more is done with them than row by row
   */
  public record Iterations(int max, boolean isFinal, boolean isApart) {
    /** How often bodies are computed where nothing else is asked for. */
    public static final int DEFAULT_MAX = 10_000;

    public Iterations {
      if (max < 1) {
        throw new IllegalArgumentException("at most " + max + " iterations");
      }
    }
  }

  /** The columns of rows that begin with those of a plan. */
  public static List<Field> fields(Plan base) {
    return base.fields().stream().map(f -> new Field(f.name(), f.type(), true)).toList();
  }

  /** The same of other inputs. */
  public Recursion over(List<Plan> plans) {
    List<Body> others =
        IntStream.range(0, bodies.size())
            .mapToObj(i -> new Body(plans.get(i), bodies.get(i).isDistinct()))
            .toList();
    return new Recursion(name, others, result, iterations);
  }

  @Override
  public List<Field> fields() {
    return fields(bodies.get(result).plan());
  }

  @Override
  public List<Plan> inputs() {
    return bodies.stream().map(Body::plan).toList();
  }
}
