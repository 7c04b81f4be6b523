package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.output.View;
import dev.evert.spi.row.Schema;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a circuit begins with: nothing, a checkpoint, or what other circuits have at one time. An
 * operator that was there before finds its state by its id.
 */
interface Heritage extends AutoCloseable {

  /** The time of the state; empty if there is none. */
  OptionalLong time();

  /** The arrangement of an id; an empty one if there was none. */
  Arrangement arrangement(String id);

  /** The view of a name; an empty one if there was none. */
  View view(String name, Schema schema);

  /** The fewest columns that a row of a table has, if that is less than {@code width}. */
  int narrowest(String table, int width);

  /** How many changes of tables were refused. */
  long refused();

  /**
   * The view of the errors that there were.
   *
   * @param origins whose errors are wanted; those of others are forgotten
   */
  View errors(Set<String> origins);

  /** Lets go of what nobody has asked for. */
  @Override
  void close();
}
