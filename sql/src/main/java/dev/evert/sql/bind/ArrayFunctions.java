package dev.evert.sql.bind;

import dev.evert.sql.runtime.ArraySearch;
import dev.evert.sql.runtime.ArrayShapes;
import dev.evert.sql.runtime.ArraySlices;
import dev.evert.sql.runtime.ArrayTexts;
import java.util.List;

/**
 * Functions and operators of arrays of any type. {@code anyelement} stands for a type and {@code
 * anyarray} for arrays of it; {@code anycompatible} does so where the arguments may turn into it.
 */
final class ArrayFunctions {
  static final List<PolymorphicList> LISTS =
      List.of(
          new PolymorphicList(
              ArrayShapes.class,
              """
              array_ndims ndims(anyarray) int4?
              array_dims dims(anyarray) text?
              array_length length(anyarray, int4) int4?
              array_lower lower(anyarray, int4) int4?
              array_upper upper(anyarray, int4) int4?
              cardinality cardinality(anyarray) int4
              array_append append(anycompatiblearray?, anycompatible) anycompatiblearray
              array_prepend prepend(anycompatible, anycompatiblearray?) anycompatiblearray
              array_cat cat(anycompatiblearray?, anycompatiblearray?) anycompatiblearray?
              || cat(anycompatiblearray?, anycompatiblearray?) anycompatiblearray?
              || append(anycompatiblearray?, anycompatible) anycompatiblearray
              || prepend(anycompatible, anycompatiblearray?) anycompatiblearray
              """),
          new PolymorphicList(
              ArraySlices.class,
              """
              array_fill fill(anyelement, int4[]) anyarray
              array_fill fill(anyelement, int4[], int4[]) anyarray
              trim_array trim(anyarray, int4) anyarray
              array_reverse reverse(anyarray) anyarray
              """),
          new PolymorphicList(
              ArraySearch.class,
              """
              array_position position(anycompatiblearray?, anycompatible) int4?
              array_position position(anycompatiblearray?, anycompatible, int4?) int4?
              array_positions positions(anycompatiblearray?, anycompatible) int4[]?
              array_remove remove(anycompatiblearray?, anycompatible) anycompatiblearray?
              array_replace replace(anycompatiblearray?, anycompatible, anycompatible) \
              anycompatiblearray?
              array_sort sort(anyarray) anyarray
              array_sort sort(anyarray, bool) anyarray
              array_sort sort(anyarray, bool, bool) anyarray
              @> contains(anyarray, anyarray) bool
              <@ contained(anyarray, anyarray) bool
              && overlap(anyarray, anyarray) bool
              width_bucket bucket(anycompatible, anycompatiblearray) int4
              """),
          new PolymorphicList(
              ArrayTexts.class,
              """
              array_to_string join(anyarray, text) text
              array_to_string joinOrNull(anyarray?, text?, text?) text?
              """));

  private ArrayFunctions() {}
}
