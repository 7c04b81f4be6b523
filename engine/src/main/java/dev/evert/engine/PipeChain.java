package dev.evert.engine;

import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.engine.pipe.PipeDefinition.ProgramStage;
import dev.evert.engine.program.ProgramConnector;
import dev.evert.engine.program.ProgramLink;
import dev.evert.engine.program.ProgramRows;
import dev.evert.engine.view.PipePlan;
import dev.evert.spi.error.EvertException;
import java.util.ArrayList;
import java.util.List;

/** Takes a pipe with programs apart, at the programs, and ties the parts together. */
final class PipeChain {
  private PipeChain() {}

  /** Opens one part of a pipe. */
  @FunctionalInterface
  interface Opening {
    Pipe open(PipeDefinition part, Connectors connectors, List<Pipe> before);
  }

  /** Opens all parts; the last one stands for the pipe as a whole, and knows those before it. */
  static Pipe open(PipeDefinition definition, Connectors connectors, Opening opening) {
    List<PipeDefinition> parts = definition.parts();
    List<ProgramLink> links =
        definition.programs().stream().map(stage -> new ProgramLink(stage.program())).toList();
    List<Pipe> opened = new ArrayList<>();
    try {
      for (int i = 0; i < parts.size(); i++) {
        if (i > 0) {
          links.get(i - 1).program().check(opened.getLast().view().plan().schema());
        }
        boolean last = i == parts.size() - 1;
        List<Pipe> before = last ? opened : List.of();
        opened.add(opening.open(parts.get(i), connectors(connectors, links, i), before));
      }
    } catch (RuntimeException e) {
      Closing.after(e, opened);
      throw e;
    }
    for (int i = 0; i < links.size(); i++) {
      Pipe before = opened.get(i);
      links.get(i).before(before::loaded, before::finished, before::closing);
      links.get(i).after(opened.get(i + 1)::view);
    }
    return opened.getLast();
  }

  private static Connectors connectors(Connectors outside, List<ProgramLink> links, int part) {
    Connectors all = outside;
    if (part > 0) {
      all = all.with(ProgramConnector.after(links.get(part - 1)));
    }
    return part < links.size() ? all.with(ProgramConnector.before(links.get(part))) : all;
  }

  /**
   * Compiles the queries after each program.
   *
   * @param first the queries before the first program
   * @return a plan for each part
   * @throws EvertException if one can not be maintained, with its number as the failure's part, or
   *     a program can not have the key that it is said to have
   */
  static List<PipePlan> plans(PipeDefinition definition, PipePlan first) {
    List<PipePlan> plans = new ArrayList<>(List.of(first));
    List<PipeDefinition> parts = definition.parts();
    int queries = definition.queries().size();
    for (int i = 1; i < parts.size(); i++) {
      ProgramStage stage = definition.programs().get(i - 1);
      stage.program().check(plans.getLast().schema());
      try {
        plans.add(PipePlan.of(parts.get(i), List.of(ProgramRows.ANSWERS)));
      } catch (EvertException e) {
        throw e.inPart(queries + e.part());
      }
      queries += stage.queries().size();
    }
    return plans;
  }
}
