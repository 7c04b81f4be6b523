package dev.evert.sql.bind;

import dev.evert.sql.runtime.TimeWindows;
import java.util.List;

/** Functions that {@code tumble} is made of. */
final class TimeWindowFunctions {
  static final List<FunctionList> LISTS =
      List.of(
          new FunctionList(
              TimeWindows.class,
              """
              $window_start start(timestamp, int8, int8) timestamp
              $window_start start(timestamptz, int8, int8) timestamptz
              $later later(timestamp, int8) timestamp
              $later later(timestamptz, int8) timestamptz
              """));

  private TimeWindowFunctions() {}
}
