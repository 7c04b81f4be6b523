package dev.evert.sql.runtime;

import dev.evert.sql.json.Json;
import dev.evert.sql.json.JsonContainment;
import dev.evert.sql.json.JsonPaths;
import dev.evert.sql.json.JsonPaths.Change;
import dev.evert.sql.json.JsonPrint;
import dev.evert.sql.json.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Operators and functions that put jsonb together, change it, and look into it. */
public final class JsonChanging {
  private JsonChanging() {}

  static Json tree(Slice json) {
    return JsonTree.read(json.bytes(), json.from(), json.to());
  }

  static Slice jsonb(Json value) {
    return Slice.of(JsonPrint.jsonb(value));
  }

  /** Objects merged, the second's members win; anything else as arrays one after the other. */
  public static Slice concat(Slice left, Slice right) {
    Json one = tree(left);
    Json other = tree(right);
    if (one instanceof Json.Obj a && other instanceof Json.Obj b) {
      SequencedMap<String, Json> members = new LinkedHashMap<>(a.members());
      members.putAll(b.members());
      return jsonb(new Json.Obj(members));
    }
    List<Json> elements = new ArrayList<>(elements(one));
    elements.addAll(elements(other));
    return jsonb(new Json.Arr(elements));
  }

  private static List<Json> elements(Json value) {
    return value instanceof Json.Arr(List<Json> elements) ? elements : List.of(value);
  }

  /** Without a member, or without the strings in an array that equal the name. */
  public static Slice without(Slice json, Slice name) {
    return without(tree(json), List.of(name.toString()));
  }

  /** Without several members or strings. */
  public static Slice withoutAll(Slice json, Slice names) {
    return without(tree(json), present(names));
  }

  private static List<String> present(Slice names) {
    List<String> present = new ArrayList<>();
    for (Slice name : ArrayTexts.texts(names)) {
      if (name != null) {
        present.add(name.toString());
      }
    }
    return present;
  }

  private static Slice without(Json value, List<String> names) {
    return switch (value) {
      case Json.Obj(SequencedMap<String, Json> members) -> {
        SequencedMap<String, Json> left = new LinkedHashMap<>(members);
        names.forEach(left::remove);
        yield jsonb(new Json.Obj(left));
      }
      case Json.Arr(List<Json> elements) ->
          jsonb(
              new Json.Arr(
                  elements.stream()
                      .filter(e -> !(e instanceof Json.Str(String text) && names.contains(text)))
                      .toList()));
      case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ ->
          throw TextLimit.invalid("cannot delete from scalar");
    };
  }

  /** Without an element, counted from 0, or from the end if negative. */
  public static Slice without(Slice json, int index) {
    return switch (tree(json)) {
      case Json.Arr(List<Json> elements) -> {
        int place = index < 0 ? elements.size() + index : index;
        List<Json> left = new ArrayList<>(elements);
        if (place >= 0 && place < left.size()) {
          left.remove(place);
        }
        yield jsonb(new Json.Arr(left));
      }
      case Json.Obj _ -> throw TextLimit.invalid("cannot delete from object using integer index");
      case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ ->
          throw TextLimit.invalid("cannot delete from scalar");
    };
  }

  /** Without what is at the path. */
  public static Slice withoutPath(Slice json, Slice path) {
    return changed(json, path, Change.DELETE, null, "delete path in");
  }

  private static Slice changed(
      Slice json, Slice path, Change change, @Nullable Slice replacement, String doing) {
    Json value = tree(json);
    List<@Nullable Slice> steps = ArrayTexts.texts(path);
    if (value.isScalar()) {
      throw TextLimit.invalid("cannot " + doing + " scalar");
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Slice step = steps.get(i);
      if (step == null) {
        throw TextLimit.nullArgument("path element at position " + (i + 1) + " is null");
      }
      names.add(step.toString());
    }
    Json instead = replacement == null ? null : tree(replacement);
    return jsonb(JsonPaths.changed(value, names, change, instead));
  }

  /** {@code jsonb_set}. */
  public static Slice set(Slice json, Slice path, Slice replacement) {
    return set(json, path, replacement, true);
  }

  /** With the value at the path replaced, or added if {@code create} and it is not there. */
  public static Slice set(Slice json, Slice path, Slice replacement, boolean create) {
    Change change = create ? Change.SET : Change.REPLACE;
    return changed(json, path, change, replacement, "set path in");
  }

  /** {@code jsonb_insert}. */
  public static Slice insert(Slice json, Slice path, Slice added) {
    return insert(json, path, added, false);
  }

  /** With a value added before or after the element at the path, or as a new member. */
  public static Slice insert(Slice json, Slice path, Slice added, boolean after) {
    Change change = after ? Change.INSERT_AFTER : Change.INSERT_BEFORE;
    return changed(json, path, change, added, "set path in");
  }

  /** {@code @>}. */
  public static boolean contains(Slice whole, Slice part) {
    return JsonContainment.contains(tree(whole), tree(part));
  }

  /** {@code <@}. */
  public static boolean contained(Slice part, Slice whole) {
    return contains(whole, part);
  }

  /** Whether an object has a member, an array a string, or a string is it. */
  public static boolean has(Slice json, Slice name) {
    return has(tree(json), name.toString());
  }

  /** Whether one of several is there. */
  public static boolean hasAny(Slice json, Slice names) {
    Json value = tree(json);
    return present(names).stream().anyMatch(name -> has(value, name));
  }

  /** Whether all of several are there. */
  public static boolean hasAll(Slice json, Slice names) {
    Json value = tree(json);
    return present(names).stream().allMatch(name -> has(value, name));
  }

  private static boolean has(Json value, String name) {
    return switch (value) {
      case Json.Obj(SequencedMap<String, Json> members) -> members.containsKey(name);
      case Json.Arr(List<Json> elements) -> elements.contains(new Json.Str(name));
      case Json.Str(String text) -> text.equals(name);
      case Json.Num _, Json.Bool _, Json.Null _ -> false;
    };
  }

  /** Over several lines. */
  public static Slice pretty(Slice json) {
    return Slice.of(JsonPrint.pretty(tree(json)));
  }

  /** Without members that are null. */
  public static Slice stripNulls(Slice json) {
    return stripNulls(json, false);
  }

  /** Without members, and perhaps elements, that are null. */
  public static Slice stripNulls(Slice json, boolean inArrays) {
    return jsonb(stripped(tree(json), inArrays));
  }

  /** The same of json, which is without blanks then. */
  public static Slice stripJsonNulls(Slice json) {
    return stripJsonNulls(json, false);
  }

  /** The same of json, which is without blanks then. */
  public static Slice stripJsonNulls(Slice json, boolean inArrays) {
    return Slice.of(JsonPrint.compact(stripped(tree(json), inArrays)));
  }

  private static Json stripped(Json value, boolean inArrays) {
    return switch (value) {
      case Json.Obj(SequencedMap<String, Json> members) -> {
        SequencedMap<String, Json> left = new LinkedHashMap<>();
        members.forEach((name, member) -> {
          if (!(member instanceof Json.Null)) {
            left.put(name, stripped(member, inArrays));
          }
        });
        yield new Json.Obj(left);
      }
      case Json.Arr(List<Json> elements) ->
          new Json.Arr(
              elements.stream()
                  .filter(element -> !inArrays || !(element instanceof Json.Null))
                  .map(element -> stripped(element, inArrays))
                  .toList());
      case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> value;
    };
  }
}
