package dev.evert.sql.set;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.type.Type;
import dev.evert.sql.runtime.RegexMatching;
import dev.evert.sql.runtime.Slice;
import java.util.List;

/** Functions that give a row for each match of a regular expression, or for what is between. */
final class RegexRows {
  private static final List<Type> TWO = List.of(Type.Text.ANY, Type.Text.ANY);
  private static final List<Type> THREE = List.of(Type.Text.ANY, Type.Text.ANY, Type.Text.ANY);

  private RegexRows() {}

  static List<SetFunction> functions() {
    return List.of(matches(TWO), matches(THREE), parts(TWO), parts(THREE));
  }

  private static SetFunction matches(List<Type> parameters) {
    String name = "regexp_matches";
    Type texts = new Type.Array(Type.Text.ANY);
    return new SetFunction(
        name,
        parameters,
        List.of(new SetFunction.Result(name, texts, false)),
        (in, out) -> {
          Slice flags = Slice.EMPTY;
          Slice text = text(in);
          Slice pattern = text(in);
          if (parameters.size() > 2) {
            flags = text(in);
          }
          for (Slice match : RegexMatching.matches(text, pattern, flags)) {
            out.writer().putEncoded(match.bytes(), match.from(), match.size());
            out.end();
          }
        });
  }

  private static SetFunction parts(List<Type> parameters) {
    String name = "regexp_split_to_table";
    return new SetFunction(
        name,
        parameters,
        List.of(new SetFunction.Result(name, Type.Text.ANY, false)),
        (in, out) -> {
          Slice flags = Slice.EMPTY;
          Slice text = text(in);
          Slice pattern = text(in);
          if (parameters.size() > 2) {
            flags = text(in);
          }
          for (Slice part : RegexMatching.parts(text, pattern, flags, name)) {
            out.writer().putBytes(part.bytes(), part.from(), part.size());
            out.end();
          }
        });
  }

  private static Slice text(RowReader in) {
    return Slice.of(in.readBytes());
  }
}
