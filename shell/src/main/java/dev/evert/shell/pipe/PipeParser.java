package dev.evert.shell.pipe;

import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.shell.pipe.PipeSyntax.Command;
import dev.evert.shell.pipe.PipeSyntax.Input;
import dev.evert.shell.pipe.PipeSyntax.Name;
import dev.evert.shell.pipe.PipeSyntax.Program;
import dev.evert.shell.pipe.PipeSyntax.Query;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the grammar of pipes.
 *
 * <pre>
 *   pipe    = sources { "|" ( query | program ) } [ "|" sinks ]
 *   sources = source | "(" source { "," source } ")"
 *   source  = address [ "as" name ]
 *   sinks   = address | "tee" "(" address { "," address } ")"
 * </pre>
 */
final class PipeParser {
  private static final Pattern AS = Pattern.compile("(?i)as(?=[\\s\"])");
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*|\"(?:[^\"]|\"\")+\"");
  private static final Pattern TEE = Pattern.compile("(?i)tee\\s*\\(");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_.-]+");

  private final PipeText text;
  private final List<Query> queries = new ArrayList<>();
  private final List<Program> programs = new ArrayList<>();
  private List<Address> sinks = List.of();
  private int at;

  private PipeParser(PipeText text) {
    this.text = text;
  }

  /**
   * Takes a pipe apart.
   *
   * @throws dev.evert.spi.error.EvertException {@code PIPE_SYNTAX} with the place
   */
  static PipeSyntax parse(PipeText text) {
    return new PipeParser(text).pipe();
  }

  private PipeSyntax pipe() {
    blanks();
    requireStage("A pipe begins with a source, such as postgres://host/database/table.");
    boolean inList = text.at(at) == '(';
    List<Input> inputs = inList ? list(at + 1, this::input) : List.of(input(at));
    while (bar()) {
      stage();
    }
    return new PipeSyntax(inputs, inList, queries, programs, sinks);
  }

  /** Moves past the bar before the next stage; false at the end of the pipe. */
  private boolean bar() {
    blanks();
    if (at >= text.length()) {
      return false;
    }
    if (text.at(at) != '|') {
      throw unexpected();
    }
    if (text.at(at + 1) == '|') {
      throw text.syntax(
          new Span(at, at + 2), "two bars", "One | stands between the stages of a pipe.");
    }
    at++;
    blanks();
    requireStage("After | comes a query, a program or a sink.");
    return true;
  }

  private void requireStage(String remedy) {
    if (at >= text.length() || text.at(at) == '|') {
      throw text.syntax(new Span(at, at), "a stage is missing here", remedy);
    }
  }

  private void stage() {
    if (!sinks.isEmpty()) {
      throw sinkInTheMiddle(sinks.getLast());
    }
    Matcher tee = TEE.matcher(text.text()).region(at, text.length());
    if (ProgramScanner.startsAt(text, at)) {
      program();
    } else if (tee.lookingAt()) {
      sinks = list(tee.end(), this::sink);
    } else if (Stages.isAddress(text, at)) {
      sinks = List.of(sink(at));
    } else {
      query();
    }
  }

  private EvertException sinkInTheMiddle(Address sink) {
    return Schemes.isLater(sink.scheme())
        ? text.failure(
            ErrorCode.UNKNOWN_SCHEME,
            sink.span(),
            "'" + sink.scheme() + ":' is not in this version yet",
            "Between source and sink there can be queries and programs.")
        : text.syntax(
            sink.span(),
            "a sink in the middle of a pipe: only the last stage writes",
            "To write to several sinks use tee(…, …) as the last stage.");
  }

  private void query() {
    int end = QueryScanner.end(text, at);
    Span span = Stages.trimmed(text, new Span(at, end));
    Stages.requireQuery(text, span);
    List<Query> before = programs.isEmpty() ? queries : programs.getLast().queries();
    before.add(new Query(text.slice(span), span));
    at = end;
  }

  private void program() {
    Command command = ProgramScanner.read(text, at);
    requireNoSecret(command);
    programs.add(new Program(command, new ArrayList<>()));
    if (programs.size() >= PipeDefinition.MAX_STAGES) {
      throw text.syntax(
          command.span(),
          programs.size()
              + " programs in one pipe: fewer than "
              + PipeDefinition.MAX_STAGES
              + " are allowed",
          "Make several pipes of it.");
    }
    at = command.span().to();
  }

  /** The command is kept and shown, as it stands. */
  private void requireNoSecret(Command command) {
    if (!Secrets.find(text.slice(command.span())).isEmpty()) {
      throw text.syntax(
          command.span(),
          "a password in a program's command would be kept and shown",
          "Hand it over in the environment: the program has that of evert.");
    }
  }

  private <T> List<T> list(int from, IntFunction<T> element) {
    int open = from - 1;
    List<T> elements = new ArrayList<>();
    at = from;
    do {
      blanks();
      elements.add(element.apply(at));
      blanks();
    } while (text.at(at) == ',' && at++ >= 0);
    if (at >= text.length() || text.at(at) == '|') {
      throw text.syntax(new Span(open, open + 1), "'(' is never closed", "Add the closing ).");
    }
    if (text.at(at) != ')') {
      throw unexpected();
    }
    at++;
    limit(elements.size(), open);
    return elements;
  }

  private void limit(int count, int open) {
    if (count > PipeDefinition.MAX_STAGES) {
      throw text.syntax(
          new Span(open, at),
          count + " in one list: at most " + PipeDefinition.MAX_STAGES + " are allowed",
          "Make several pipes of it.");
    }
  }

  private Input input(int from) {
    Address address = address(from, "source");
    blanks();
    Matcher as = AS.matcher(text.text()).region(at, text.length());
    if (!as.lookingAt()) {
      return new Input(address, Optional.empty());
    }
    at = as.end();
    blanks();
    return new Input(address, Optional.of(name()));
  }

  private Name name() {
    Matcher name = NAME.matcher(text.text()).region(at, text.length());
    if (!name.lookingAt()) {
      throw text.syntax(
          new Span(at, at), "a name is missing after 'as'", "Write: as name, or as \"Name\".");
    }
    Span span = new Span(at, name.end());
    at = name.end();
    String written = name.group();
    return new Name(
        written.startsWith("\"")
            ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
            : written.toLowerCase(Locale.ROOT),
        span);
  }

  private Address sink(int from) {
    return address(from, "sink");
  }

  private Address address(int from, String what) {
    Address address = AddressScanner.read(text, from);
    if (address.text().isBlank()) {
      throw text.syntax(
          new Span(from, address.span().to()),
          "a " + what + " is missing here",
          "Name it by a URI, such as postgres://host/database/table.");
    }
    at = address.span().to();
    return address;
  }

  private void blanks() {
    at = text.skipBlanks(at);
  }

  private EvertException unexpected() {
    Matcher word = WORD.matcher(text.text()).region(at, text.length());
    Span span = new Span(at, word.lookingAt() ? word.end() : at + 1);
    String got = text.slice(span);
    String remedy =
        switch (got) {
          case "," -> "Several sources stand in parentheses: (… as a, … as b) | select ….";
          case ")" -> "Remove it, or open it before.";
          default -> "After an address comes 'as name', a comma or a bar |.";
        };
    return text.syntax(span, "unexpected '" + got + "'", remedy);
  }
}
