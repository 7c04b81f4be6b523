package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.Type;
import dev.evert.sql.json.Json;
import dev.evert.sql.textsearch.Configuration;
import dev.evert.sql.textsearch.Indexing;
import dev.evert.sql.textsearch.Lexeme;
import dev.evert.sql.textsearch.SearchVector;
import dev.evert.sql.textsearch.TextSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Functions of tsvector. */
public final class SearchVectors {
  private static final Slice USUAL = Slice.of(Configuration.DEFAULT);

  private SearchVectors() {}

  /** {@code to_tsvector}. */
  public static Slice index(Slice text) {
    return index(USUAL, text);
  }

  /** By the dictionaries of a configuration. */
  public static Slice index(Slice configuration, Slice text) {
    return SearchValues.of(
        TextSearch.index(Configuration.named(configuration.toString()), text.toString()));
  }

  /** The strings inside a json document. */
  public static Slice indexJson(Slice json) {
    return indexJson(USUAL, json);
  }

  /** By the dictionaries of a configuration. */
  public static Slice indexJson(Slice configuration, Slice json) {
    Indexing indexing = new Indexing(Configuration.named(configuration.toString()));
    add(JsonChanging.tree(json), indexing);
    return SearchValues.of(indexing.vector());
  }

  private static void add(Json json, Indexing indexing) {
    switch (json) {
      case Json.Str(String text) -> indexing.addApart(text);
      case Json.Arr(List<Json> items) -> items.forEach(item -> add(item, indexing));
      case Json.Obj(SequencedMap<String, Json> members) ->
          members.values().forEach(value -> add(value, indexing));
      case Json.Null _, Json.Bool _, Json.Num _ -> {}
    }
  }

  /** How many lexemes there are. */
  public static int length(Slice vector) {
    return SearchValues.vector(vector).lexemes().size();
  }

  /** Without places. */
  public static Slice strip(Slice vector) {
    return SearchValues.of(SearchValues.vector(vector).stripped());
  }

  /** Both, the places of the second after those of the first. */
  public static Slice concat(Slice first, Slice second) {
    return SearchValues.of(SearchValues.vector(first).followedBy(SearchValues.vector(second)));
  }

  /** With one weight for all places. */
  public static Slice weigh(Slice vector, Slice weight) {
    return SearchValues.of(SearchValues.vector(vector).weighed(weight(weight), null));
  }

  /** With one weight for the places of some lexemes. */
  public static Slice weigh(Slice vector, Slice weight, Slice lexemes) {
    List<String> some = SearchValues.lexemes(lexemes);
    return SearchValues.of(SearchValues.vector(vector).weighed(weight(weight), some));
  }

  private static int weight(Slice letter) {
    int weight = letter.size() == 0 ? -1 : "DdCcBbAa".indexOf(letter.at(0));
    if (weight < 0) {
      throw new EvertException(
          ErrorCode.STORE_ERRED, "unrecognized weight: " + (letter.size() == 0 ? 0 : letter.at(0)));
    }
    return weight / 2;
  }

  /** Without a lexeme. */
  public static Slice delete(Slice vector, Slice lexeme) {
    return SearchValues.of(SearchValues.vector(vector).without(List.of(lexeme.toString())));
  }

  /** Without some lexemes. */
  public static Slice deleteAll(Slice vector, Slice lexemes) {
    List<String> some = SearchValues.lexemes(lexemes);
    return SearchValues.of(SearchValues.vector(vector).without(some));
  }

  /** With those places only that have one of the weights. */
  public static Slice filter(Slice vector, Slice weights) {
    boolean[] wanted = new boolean[4];
    for (@Nullable Slice letter : ArrayTexts.texts(weights)) {
      if (letter == null) {
        throw TextLimit.nullArgument("weight array may not contain nulls");
      }
      int weight = letter.size() == 0 ? -1 : "DdCcBbAa".indexOf(letter.at(0));
      if (weight < 0) {
        throw TextLimit.invalid("unrecognized weight: \"" + letter + "\"");
      }
      wanted[weight / 2] = true;
    }
    return SearchValues.of(SearchValues.vector(vector).filtered(wanted));
  }

  /** The lexemes as an array. */
  public static Slice toArray(Slice vector) {
    List<byte @Nullable []> fields = new ArrayList<>();
    for (Lexeme lexeme : SearchValues.vector(vector).lexemes()) {
      fields.add(ArrayTexts.field(Slice.of(lexeme.text())));
    }
    return ArrayValue.of(Type.Text.ANY, fields).encode();
  }

  /** The lexemes of an array, without places. */
  public static Slice ofArray(Slice array) {
    List<String> lexemes = SearchValues.lexemes(array);
    if (lexemes.contains("")) {
      throw TextLimit.invalid("lexeme array may not contain empty strings");
    }
    return SearchValues.of(SearchVector.of(lexemes.toArray(String[]::new)));
  }
}
