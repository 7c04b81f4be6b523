package dev.evert.shell.pipe;

import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.shell.pipe.PipeSyntax.Input;
import dev.evert.shell.pipe.PipeSyntax.Name;
import dev.evert.shell.pipe.PipeSyntax.Query;
import dev.evert.shell.pipe.Schemes.Role;
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
    return new Reading(text, PipeParser.parse(text), new AddressReader(text, schemes, paths))
        .finish(name);
  }

  /** One pipe, while it is read. */
  private static final class Reading {
    private final PipeText text;
    private final PipeSyntax syntax;
    private final AddressReader addresses;
    private final List<String> uris = new ArrayList<>();
    private final List<PipeDefinition.Input> inputs = new ArrayList<>();
    private final List<String> targets = new ArrayList<>();
    private final List<StoreUri> sinks = new ArrayList<>();
    private final List<Span> sinkSpans = new ArrayList<>();

    Reading(PipeText text, PipeSyntax syntax, AddressReader addresses) {
      this.text = text;
      this.syntax = syntax;
      this.addresses = addresses;
    }

    WrittenPipe finish(Optional<String> wanted) {
      syntax.inputs().forEach(this::addInput);
      requireNames();
      requireQuery();
      addSinks();
      List<String> queries = syntax.queries().stream().map(Query::sql).toList();
      List<String> names = inputs.stream().map(PipeDefinition.Input::name).toList();
      String canonical = CanonicalPipe.write(uris, names, queries, targets);
      List<StoreUri> sources = inputs.stream().map(PipeDefinition.Input::uri).toList();
      List<String> sourceWords = sources.stream().map(PathWords::of).toList();
      List<String> sinkWords = sinks.stream().map(StoreUri::scheme).toList();
      String name = wanted.orElseGet(() -> PipeName.of(sourceWords, sinkWords, canonical));
      return new WrittenPipe(
          text.text(),
          canonical,
          new PipeDefinition(name, inputs, queries, sinks),
          syntax.inputs().stream().map(input -> input.address().span()).toList(),
          syntax.queries().stream().map(Query::span).toList(),
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
