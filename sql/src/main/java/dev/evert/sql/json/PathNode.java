package dev.evert.sql.json;

import dev.evert.sql.regex.Regex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of an SQL/JSON path. */
sealed interface PathNode {

  /** The document. */
  record Root() implements PathNode {}

  /** The item that a filter is asked about. */
  record Current() implements PathNode {}

  /** The last subscript of an array. */
  record Last() implements PathNode {}

  /** A variable. */
  record Variable(String name) implements PathNode {}

  /** A constant. */
  record Constant(Json value) implements PathNode {}

  /** What a step gives of each item. */
  record Step(PathNode from, Accessor accessor) implements PathNode {}

  /** A sign before each item. */
  record Sign(boolean negative, PathNode operand) implements PathNode {}

  /** Arithmetic: + - * / %. */
  record Arithmetic(char operator, PathNode left, PathNode right) implements PathNode {}

  /** What is true, false or unknown. */
  sealed interface Predicate extends PathNode {}

  /** A comparison. */
  record Compare(String operator, PathNode left, PathNode right) implements Predicate {}

  /** Both, or one of both. */
  record Logical(boolean and, Predicate left, Predicate right) implements Predicate {}

  /** The opposite. */
  record Not(Predicate operand) implements Predicate {}

  /** Whether it is unknown. */
  record IsUnknown(Predicate operand) implements Predicate {}

  /** Whether there is an item. */
  record Exists(PathNode path) implements Predicate {}

  /** Whether a string begins with another. */
  record StartsWith(PathNode whole, PathNode beginning) implements Predicate {}

  /** Whether a string matches a regular expression. */
  record LikeRegex(PathNode whole, Regex regex) implements Predicate {}

  /** A step from an item to others. */
  sealed interface Accessor {

    /** A member. */
    record Member(String name) implements Accessor {}

    /** All members. */
    record AllMembers() implements Accessor {}

    /** All elements. */
    record AllElements() implements Accessor {}

    /** Elements by their subscripts. */
    record Elements(List<Range> ranges) implements Accessor {
      public Elements {
        ranges = List.copyOf(ranges);
      }
    }

    /** What is inside, at levels from 0, which is the item itself; -1 is the deepest. */
    record Descendants(int first, int last) implements Accessor {}

    /** Items for which a predicate is true. */
    record Filter(Predicate predicate) implements Accessor {}

    /** A method of items. */
    record Method(String name) implements Accessor {}
  }

  /** Subscripts from one to another, or just one. */
  record Range(PathNode from, @Nullable PathNode to) {}
}
