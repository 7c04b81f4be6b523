package dev.evert.sql.bind;

import dev.evert.sql.runtime.JsonAccess;
import dev.evert.sql.runtime.JsonBuilding;
import dev.evert.sql.runtime.JsonChanging;
import dev.evert.sql.runtime.JsonPathFunctions;
import dev.evert.sql.runtime.JsonScalars;
import java.util.List;

/** Operators and functions of json. */
final class JsonFunctions {
  static final List<FunctionList> LISTS =
      List.of(
          new FunctionList(
              JsonAccess.class,
              """
              -> member(json, text) json?
              -> element(json, int4) json?
              ->> memberText(json, text) text?
              ->> elementText(json, int4) text?
              #> path(json, text[]) json?
              #>> pathText(json, text[]) text?
              json_array_length arrayLength(json) int4
              json_typeof kind(json) text
              -> member(jsonb, text) jsonb?
              -> elementOrSelf(jsonb, int4) jsonb?
              ->> memberText(jsonb, text) text?
              ->> elementOrSelfText(jsonb, int4) text?
              #> path(jsonb, text[]) jsonb?
              #>> pathText(jsonb, text[]) text?
              jsonb_array_length arrayLength(jsonb) int4
              jsonb_typeof kind(jsonb) text
              """),
          new FunctionList(
              JsonChanging.class,
              """
              || concat(jsonb, jsonb) jsonb
              - without(jsonb, text) jsonb
              - withoutAll(jsonb, text[]) jsonb
              - without(jsonb, int4) jsonb
              #- withoutPath(jsonb, text[]) jsonb
              @> contains(jsonb, jsonb) bool
              <@ contained(jsonb, jsonb) bool
              ? has(jsonb, text) bool
              ?| hasAny(jsonb, text[]) bool
              ?& hasAll(jsonb, text[]) bool
              jsonb_set set(jsonb, text[], jsonb) jsonb
              jsonb_set set(jsonb, text[], jsonb, bool) jsonb
              jsonb_insert insert(jsonb, text[], jsonb) jsonb
              jsonb_insert insert(jsonb, text[], jsonb, bool) jsonb
              jsonb_pretty pretty(jsonb) text
              jsonb_strip_nulls stripNulls(jsonb) jsonb
              jsonb_strip_nulls stripNulls(jsonb, bool) jsonb
              json_strip_nulls stripJsonNulls(json) json
              json_strip_nulls stripJsonNulls(json, bool) json
              """),
          new FunctionList(
              JsonBuilding.class,
              """
              $json_array buildArray(json[]) json
              $json_elements elements(json[], bool) json
              $json_members members(text[], json[], bool, bool) json
              $json_object buildObject(text[], json[]) json
              json_object object(text[]) json
              json_object object(text[], text[]) json
              jsonb_object jsonbObject(text[]) jsonb
              jsonb_object jsonbObject(text[], text[]) jsonb
              """),
          new FunctionList(
              JsonPathFunctions.class,
              """
              @? existsSilently(jsonb, text) bool?
              @@ matchSilently(jsonb, text) bool?
              jsonb_path_exists exists(jsonb, text) bool?
              jsonb_path_exists exists(jsonb, text, jsonb) bool?
              jsonb_path_exists exists(jsonb, text, jsonb, bool) bool?
              jsonb_path_match match(jsonb, text) bool?
              jsonb_path_match match(jsonb, text, jsonb) bool?
              jsonb_path_match match(jsonb, text, jsonb, bool) bool?
              jsonb_path_query_first first(jsonb, text) jsonb?
              jsonb_path_query_first first(jsonb, text, jsonb) jsonb?
              jsonb_path_query_first first(jsonb, text, jsonb, bool) jsonb?
              jsonb_path_query_array array(jsonb, text) jsonb
              jsonb_path_query_array array(jsonb, text, jsonb) jsonb
              jsonb_path_query_array array(jsonb, text, jsonb, bool) jsonb
              """),
          new FunctionList(
              JsonScalars.class,
              """
              $bool toBoolean(jsonb) bool?
              $int2 toShort(jsonb) int2?
              $int4 toInt(jsonb) int4?
              $int8 toLong(jsonb) int8?
              $float4 toFloat(jsonb) float4?
              $float8 toDouble(jsonb) float8?
              $numeric toDecimal(jsonb) numeric?
              $is_json isJson(text, text, bool) bool
              """));

  private JsonFunctions() {}
}
