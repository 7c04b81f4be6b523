package dev.evert.shell.pipe;

import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.engine.pipe.PipeDefinition.ProgramStage;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a pipe so that reading it gives the same pipe again, without its secrets. */
final class CanonicalPipe {
  private CanonicalPipe() {}

  /**
   * The text.
   *
   * @param inputs the URIs of the inputs
   * @param names what queries call them
   * @param sinks URIs
   */
  static String write(
      List<String> inputs,
      List<String> names,
      List<String> queries,
      List<ProgramStage> programs,
      List<String> sinks) {
    StringBuilder out = new StringBuilder();
    if (inputs.size() == 1) {
      out.append(address(inputs.getFirst())).append(name(names.getFirst()));
    } else {
      out.append('(');
      for (int i = 0; i < inputs.size(); i++) {
        out.append(i == 0 ? "" : ", ").append(address(inputs.get(i))).append(name(names.get(i)));
      }
      out.append(')');
    }
    // A query may end in a comment, which goes on to the end of its line.
    queries.forEach(query -> out.append("\n| ").append(query));
    for (ProgramStage stage : programs) {
      out.append("\n| ").append(stage.program().text());
      stage.queries().forEach(query -> out.append("\n| ").append(query));
    }
    out.append("\n| ");
    List<String> targets = sinks.stream().map(CanonicalPipe::address).toList();
    return targets.size() == 1
        ? out.append(targets.getFirst()).toString()
        : out.append(targets.stream().collect(Collectors.joining(", ", "tee(", ")"))).toString();
  }

  private static String name(String name) {
    if (name.equals(PipeDefinition.INPUT)) {
      return "";
    }
    return " as "
        + (name.matches("[a-z_][a-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"');
  }

  private static String address(String uri) {
    String plain = Secrets.remove(uri);
    String again = AddressScanner.read(new PipeText(plain + ", "), 0).text();
    return again.equals(plain) ? plain : '"' + plain.replace("\"", "\"\"") + '"';
  }
}
