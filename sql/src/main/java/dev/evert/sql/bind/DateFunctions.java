package dev.evert.sql.bind;

import dev.evert.sql.runtime.DateArithmetic;
import dev.evert.sql.runtime.DateMaking;
import dev.evert.sql.runtime.DatePartFloats;
import dev.evert.sql.runtime.DateParts;
import dev.evert.sql.runtime.DatePrinting;
import dev.evert.sql.runtime.DateReading;
import dev.evert.sql.runtime.DateTimes;
import dev.evert.sql.runtime.DateTruncation;
import dev.evert.sql.runtime.Intervals;
import dev.evert.sql.runtime.Overlapping;
import dev.evert.sql.runtime.TimeRounding;
import dev.evert.sql.runtime.ZonedDates;
import dev.evert.sql.runtime.Zones;
import java.util.List;

/** Operators and functions of dates, times and intervals. */
final class DateFunctions {
  static final List<FunctionList> LISTS =
      List.of(
          new FunctionList(
              TimeRounding.class,
              """
              $round round(time, int4) time
              $round round(timetz, int4) timetz
              $round round(timestamp, int4) timestamp
              $round round(timestamptz, int4) timestamptz
              $round round(interval, int4) interval
              """),
          new FunctionList(
              DateArithmetic.class,
              """
              + addDays(date, int4) date
              + daysAdd(int4, date) date
              - subtractDays(date, int4) date
              - daysBetween(date, date) int4
              + dateAdd(date, interval) timestamp
              + dateAdd(interval, date) timestamp
              - dateSubtract(date, interval) timestamp
              + at(date, time) timestamp
              + at(time, date) timestamp
              + at(date, timetz) timestamptz
              + at(timetz, date) timestamptz
              + add(timestamp, interval) timestamp
              + add(interval, timestamp) timestamp
              + add(timestamptz, interval) timestamptz
              + add(interval, timestamptz) timestamptz
              - subtract(timestamp, interval) timestamp
              - subtract(timestamptz, interval) timestamptz
              - between(timestamp, timestamp) interval
              - between(timestamptz, timestamptz) interval
              + timeAdd(time, interval) time
              + timeAdd(interval, time) time
              - timeSubtract(time, interval) time
              + timeAdd(timetz, interval) timetz
              + timeAdd(interval, timetz) timetz
              - timeSubtract(timetz, interval) timetz
              - timesBetween(time, time) interval
              date_add add(timestamptz, interval) timestamptz
              date_subtract subtract(timestamptz, interval) timestamptz
              isfinite isFinite(date) bool
              isfinite isFinite(timestamp) bool
              isfinite isFinite(timestamptz) bool
              """),
          new FunctionList(
              Intervals.class,
              """
              + add(interval, interval) interval
              - subtract(interval, interval) interval
              - negate(interval) interval
              * multiply(interval, float8) interval
              * multiply(float8, interval) interval
              / divide(interval, float8) interval
              justify_hours justifyHours(interval) interval
              justify_days justifyDays(interval) interval
              justify_interval justifyInterval(interval) interval
              isfinite isFinite(interval) bool
              """),
          new FunctionList(
              DateParts.class,
              """
              extract ofTimestamp(text, timestamp) numeric?
              extract ofTimestampTz(text, timestamptz) numeric?
              extract ofDate(text, date) numeric?
              extract ofTime(text, time) numeric
              extract ofTimeTz(text, timetz) numeric
              extract ofInterval(text, interval) numeric?
              """),
          new FunctionList(
              DatePartFloats.class,
              """
              date_part ofTimestamp(text, timestamp) float8?
              date_part ofTimestampTz(text, timestamptz) float8?
              date_part ofTime(text, time) float8?
              date_part ofInterval(text, interval) float8?
              """),
          new FunctionList(
              DateTruncation.class,
              """
              date_trunc timestamp(text, timestamp) timestamp
              date_trunc timestamp(text, timestamptz) timestamptz
              date_trunc interval(text, interval) interval
              date_bin bin(interval, timestamp, timestamp) timestamp
              date_bin bin(interval, timestamptz, timestamptz) timestamptz
              """),
          new FunctionList(
              DateMaking.class,
              """
              make_date date(int4, int4, int4) date
              make_time time(int4, int4, float8) time
              make_timestamp timestamp(int4, int4, int4, int4, int4, float8) timestamp
              make_timestamptz timestamp(int4, int4, int4, int4, int4, float8) timestamptz
              to_timestamp ofUnixSeconds(float8) timestamptz
              age age(timestamp, timestamp) interval
              age age(timestamptz, timestamptz) interval
              """),
          new FunctionList(
              DateTimes.class,
              """
              $time timestampToTime(timestamp) time?
              $time timestampToTime(timestamptz) time?
              $timetz timestampToTimeTz(timestamptz) timetz?
              """),
          new FunctionList(
              Zones.class,
              """
              timezone toUtc(text, timestamp) timestamptz
              timezone fromUtc(text, timestamptz) timestamp
              timezone toUtc(interval, timestamp) timestamptz
              timezone fromUtc(interval, timestamptz) timestamp
              timezone local(timestamp) timestamptz
              timezone local(timestamptz) timestamp
              """),
          new FunctionList(
              ZonedDates.class,
              """
              date_trunc truncate(text, timestamptz, text) timestamptz
              date_add add(timestamptz, interval, text) timestamptz
              date_subtract subtract(timestamptz, interval, text) timestamptz
              make_timestamptz make(int4, int4, int4, int4, int4, float8, text) timestamptz
              make_interval interval(int4, int4, int4, int4, int4, int4, float8) interval
              """),
          new FunctionList(
              Overlapping.class,
              """
              overlaps overlap(time?, time?, time?, time?) bool?
              overlaps overlap(timestamp?, timestamp?, timestamp?, timestamp?) bool?
              overlaps overlap(timestamptz?, timestamptz?, timestamptz?, timestamptz?) bool?
              """),
          new FunctionList(
              DateReading.class,
              """
              to_date date(text, text) date
              to_timestamp timestamp(text, text) timestamptz
              """),
          new FunctionList(
              DatePrinting.class,
              """
              to_char timestamp(timestamp, text) text?
              to_char timestampTz(timestamptz, text) text?
              to_char interval(interval, text) text?
              """));

  private DateFunctions() {}
}
