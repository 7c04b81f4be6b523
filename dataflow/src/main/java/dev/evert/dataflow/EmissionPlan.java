package dev.evert.dataflow;

import java.util.Objects;

/** A node whose changes are handed on and not kept. */
public record EmissionPlan(String name, Node node, ChangeConsumer consumer) {
  public EmissionPlan {
    Objects.requireNonNull(name);
    Objects.requireNonNull(node);
    Objects.requireNonNull(consumer);
  }
}
