package dev.evert.sql.json;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Changes what is at a path of names and numbers inside a value. */
public final class JsonPaths {
  private final List<String> path;
  private final Change change;
  private final @Nullable Json replacement;

  private JsonPaths(List<String> path, Change change, @Nullable Json replacement) {
    this.path = path;
    this.change = change;
    this.replacement = replacement;
  }

  /** What is done at the path's end. */
  public enum Change {
    /** What is there is replaced; nothing is added. */
    REPLACE,
    /** What is there is replaced, or added if it is not. */
    SET,
    /** An element is added before the one there, or a member where there is none. */
    INSERT_BEFORE,
    /** An element is added after the one there, or a member where there is none. */
    INSERT_AFTER,
    /** What is there is taken out. */
    DELETE
  }

  /** The value with a change at the path; null for the replacement only to delete. */
  public static Json changed(
      Json value, List<String> path, Change change, @Nullable Json replacement) {
    return path.isEmpty() ? value : new JsonPaths(path, change, replacement).at(value, 0);
  }

  private Json at(Json value, int level) {
    return switch (value) {
      case Json.Obj(SequencedMap<String, Json> members) -> member(members, level);
      case Json.Arr(List<Json> elements) -> element(elements, level);
      case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> value;
    };
  }

  private boolean last(int level) {
    return level == path.size() - 1;
  }

  private Json member(SequencedMap<String, Json> members, int level) {
    String name = path.get(level);
    Json there = members.get(name);
    SequencedMap<String, Json> changed = new LinkedHashMap<>(members);
    if (!last(level)) {
      if (there != null) {
        changed.put(name, at(there, level + 1));
      }
      return new Json.Obj(changed);
    }
    switch (change) {
      case DELETE -> changed.remove(name);
      case REPLACE -> changed.computeIfPresent(name, (_, _) -> given());
      case SET -> changed.put(name, given());
      case INSERT_BEFORE, INSERT_AFTER -> {
        if (there != null) {
          throw new EvertException(
              ErrorCode.INVALID_ARGUMENT, "cannot replace existing key; use jsonb_set");
        }
        changed.put(name, given());
      }
    }
    return new Json.Obj(changed);
  }

  private Json given() {
    return replacement == null ? new Json.Null() : replacement;
  }

  private Json element(List<Json> elements, int level) {
    int index = index(path.get(level), level);
    int place = index < 0 ? elements.size() + index : index;
    boolean inside = place >= 0 && place < elements.size();
    List<Json> changed = new ArrayList<>(elements);
    if (!last(level)) {
      if (inside) {
        changed.set(place, at(elements.get(place), level + 1));
      }
      return new Json.Arr(changed);
    }
    if (inside) {
      switch (change) {
        case DELETE -> changed.remove(place);
        case REPLACE, SET -> changed.set(place, given());
        case INSERT_BEFORE -> changed.add(place, given());
        case INSERT_AFTER -> changed.add(place + 1, given());
      }
    } else if (change != Change.DELETE && change != Change.REPLACE) {
      changed.add(place < 0 ? 0 : changed.size(), given());
    }
    return new Json.Arr(changed);
  }

  private static int index(String step, int level) {
    try {
      return Integer.parseInt(step.strip());
    } catch (NumberFormatException _) {
      throw new EvertException(
          ErrorCode.INVALID_TEXT,
          "path element at position " + (level + 1) + " is not an integer: \"" + step + "\"");
    }
  }
}
