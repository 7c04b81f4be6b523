package dev.evert.sql.set;

import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Form;
import java.util.List;

/** A call of a function that gives rows. */
public record SetCall(SetFunction function, List<Expression> arguments) {
  public SetCall {
    arguments = List.copyOf(arguments);
    if (arguments.size() != function.parameters().size()) {
      throw new IllegalArgumentException(
          function.name() + " of " + arguments.size() + " arguments");
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (Form.of(arguments.get(i).type()) != Form.of(function.parameters().get(i))) {
        throw new IllegalArgumentException(
            function.name() + " of " + arguments.get(i).type().sql());
      }
    }
  }

  /** The call of other arguments. */
  public SetCall with(List<Expression> others) {
    return new SetCall(function, others);
  }
}
