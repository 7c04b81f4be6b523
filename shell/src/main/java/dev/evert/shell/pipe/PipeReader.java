package dev.evert.shell.pipe;

import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.engine.pipe.PipeDefinition.ProgramStage;
import dev.evert.engine.program.Program;
import dev.evert.shell.pipe.PipeSyntax.Command;
import dev.evert.shell.pipe.PipeSyntax.Input;
import dev.evert.shell.pipe.PipeSyntax.Name;
import dev.evert.shell.pipe.PipeSyntax.Query;
import dev.evert.shell.pipe.Schemes.Role;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.error.TextPlace;
import dev.evert.spi.uri.StoreUri;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads pipes: from a person's text to a definition that the engine runs. */
public final class PipeReader {
  private static final Pattern IDENTIFIER = Pattern.compile("[a-z_][a-z0-9_]*");

  private final Schemes schemes;
  private final LocalPaths paths;

  /**
   * A reader.
   *
   * @param schemes that connectors answer to
   * @param workingDirectory what relative paths begin from
   * @param home what {@code ~} stands for
   */
  public PipeReader(Schemes schemes, Path workingDirectory, Path home) {
    this.schemes = schemes;
    this.paths = new LocalPaths(workingDirectory, home);
  }

  /**
   * Reads a pipe.
   *
   * @param name what to call it; if empty a name is made from what it reads and writes
   * @throws dev.evert.spi.error.EvertException {@code PIPE_SYNTAX}, {@code UNKNOWN_SCHEME} or
   *     {@code BAD_URI}, each with its place
   */
  public WrittenPipe read(String written, Optional<String> name) {
    name.ifPresent(PipeName::require);
    PipeText text = new PipeText(written);
    AddressReader addresses = new AddressReader(text, schemes, paths);
    return new Reading(text, PipeParser.parse(text), addresses, paths).finish(name);
  }

  /** One pipe, while it is read. */
  private static final class Reading {
    private final PipeText text;
    private final PipeSyntax syntax;
    private final AddressReader addresses;
    private final LocalPaths paths;
    private final List<String> uris = new ArrayList<>();
    private final List<PipeDefinition.Input> inputs = new ArrayList<>();
    private final List<String> targets = new ArrayList<>();
    private final List<StoreUri> sinks = new ArrayList<>();
    private final List<Span> sinkSpans = new ArrayList<>();

    Reading(PipeText text, PipeSyntax syntax, AddressReader addresses, LocalPaths paths) {
      this.text = text;
      this.syntax = syntax;
      this.addresses = addresses;
      this.paths = paths;
    }

    WrittenPipe finish(Optional<String> wanted) {
      syntax.inputs().forEach(this::addInput);
      requireNames();
      requireQuery();
      addSinks();
      List<String> queries = syntax.queries().stream().map(Query::sql).toList();
      List<ProgramStage> programs = syntax.programs().stream().map(this::program).toList();
      List<String> names = inputs.stream().map(PipeDefinition.Input::name).toList();
      String canonical = CanonicalPipe.write(uris, names, queries, programs, targets);
      List<StoreUri> sources = inputs.stream().map(PipeDefinition.Input::uri).toList();
      List<String> sourceWords = sources.stream().map(PathWords::of).toList();
      List<String> sinkWords = sinks.stream().map(StoreUri::scheme).toList();
      String name = wanted.orElseGet(() -> PipeName.of(sourceWords, sinkWords, canonical));
      return new WrittenPipe(
          text.text(),
          canonical,
          new PipeDefinition(name, inputs, queries, programs, sinks),
          syntax.inputs().stream().map(input -> input.address().span()).toList(),
          syntax.allQueries().stream().map(Query::span).toList(),
          sinkSpans,
          !Secrets.find(text.text()).isEmpty());
    }

    private void addInput(Input input) {
      String uri = addresses.uri(input.address(), Role.SOURCE, "");
      StoreUri parsed = addresses.parse(uri, input.address(), Role.SOURCE);
      String name = input.name().map(Name::text).orElseGet(() -> standardName(input, parsed));
      uris.add(uri);
      inputs.add(new PipeDefinition.Input(name, parsed));
    }

    /** What queries call an input that was given no name: in a list, as its table is called. */
    private String standardName(Input input, StoreUri uri) {
      if (syntax.inputs().size() == 1) {
        return PipeDefinition.INPUT;
      }
      String table = PathWords.of(uri);
      if (!IDENTIFIER.matcher(table).matches()) {
        throw text.syntax(
            input.address().span(),
            "one of several sources needs a name that queries can call it by",
            "Write 'as NAME' behind it.");
      }
      return table;
    }

    /** A program with absolute paths, of columns that can be understood. */
    private ProgramStage program(PipeSyntax.Program stage) {
      Command command = stage.command();
      List<String> words = command.words().stream().map(paths::absoluteWord).toList();
      Program program = new Program(words, command.columns());
      try {
        program.schema();
      } catch (EvertException e) {
        throw relocated(e, command);
      }
      return new ProgramStage(program, stage.queries().stream().map(Query::sql).toList());
    }

    private EvertException relocated(EvertException failure, Command command) {
      String message = String.valueOf(failure.getMessage());
      if (failure.place().isEmpty()) {
        return text.failure(failure.code(), command.span(), message, failure.remedy());
      }
      TextPlace place = failure.place().get();
      int moved = command.columnsFrom() - Program.COLUMNS_FROM;
      String sql = " ".repeat(Program.COLUMNS_FROM) + command.columns();
      int from = moved + TextPlaces.offset(sql, place.line(), place.column());
      int to = moved + TextPlaces.offset(sql, place.endLine(), place.endColumn()) + 1;
      String plain = message.replace(" (" + place + ")", "");
      return text.failure(failure.code(), new Span(from, to), plain, failure.remedy());
    }

    private void requireNames() {
      Set<String> names = new HashSet<>();
      for (int i = 0; i < inputs.size(); i++) {
        Input input = syntax.inputs().get(i);
        if (!names.add(inputs.get(i).name())) {
          throw text.syntax(
              input.name().map(Name::span).orElse(input.address().span()),
              "two sources are named '" + inputs.get(i).name() + "'",
              "Write 'as NAME' behind one of them.");
        }
      }
    }

    private void requireQuery() {
      if (inputs.size() > 1 && syntax.queries().isEmpty()) {
        throw text.syntax(
            syntax.inputs().get(1).address().span(),
            "several sources and no query that combines them",
            "Write | select … from " + inputs.getFirst().name() + " join … after them.");
      }
    }

    private void addSinks() {
      if (syntax.sinks().isEmpty()) {
        addSink(new Address("stdout:", new Span(text.length(), text.length())));
      }
      syntax.sinks().forEach(this::addSink);
    }

    private void addSink(Address address) {
      String standIn = "./" + PathWords.of(inputs.getFirst().uri()) + "-index";
      String uri = addresses.uri(address, Role.SINK, standIn);
      StoreUri parsed = addresses.parse(uri, address, Role.SINK);
      if (sinks.stream().anyMatch(sink -> sink.toString().equals(parsed.toString()))) {
        throw text.syntax(address.span(), "the same sink a second time", "Name each sink once.");
      }
      if (inputs.stream().anyMatch(in -> in.uri().toString().equals(parsed.toString()))) {
        throw text.syntax(
            address.span(), "the sink is also a source of this pipe", "Name another sink.");
      }
      targets.add(uri);
      sinks.add(parsed);
      sinkSpans.add(address.span());
    }
  }
}
