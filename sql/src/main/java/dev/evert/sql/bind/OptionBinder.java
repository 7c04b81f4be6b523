package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.sql.ViewOptions;
import dev.evert.sql.syntax.Statement;
import dev.evert.sql.syntax.Syntax;
import java.util.List;
import java.util.OptionalLong;

/** Brings the options of a view to what they mean. */
public final class OptionBinder {
  private final Place place;

  private OptionBinder(String sql) {
    this.place = new Place(sql);
  }

  /**
   * The options of a view.
   *
   * @param sql the text that they were parsed from
   * @param materialized whether the view's rows are kept: those of another are computed when it is
   *     read, and are not shown once
   * @throws dev.evert.spi.error.EvertException SQL_SYNTAX, SQL_TYPE or INVALID_ARGUMENT, with the
   *     place
   */
  public static ViewOptions bind(String sql, List<Statement.Option> options, boolean materialized) {
    OptionBinder binder = new OptionBinder(sql);
    if (!materialized && !options.isEmpty()) {
      throw binder.place.error(
          options.getFirst().name().span(),
          ErrorCode.SQL_SYNTAX,
          "a view whose rows are not kept has no options",
          "Make it a materialized view.");
    }
    return binder.bind(options);
  }

  private ViewOptions bind(List<Statement.Option> options) {
    boolean emitsFinal = false;
    OptionalLong retain = OptionalLong.empty();
    for (Statement.Option option : options) {
      switch (option.name().last()) {
        case "emit" -> emitsFinal = isFinal(option.value());
        case "retain" ->
            retain =
                OptionalLong.of(Durations.standing(place, "an option").positive(option.value()));
        default ->
            throw place.error(
                option.name().span(),
                ErrorCode.SQL_SYNTAX,
                "a view has no option " + option.name().last(),
                "The options are emit and retain.");
      }
    }
    return new ViewOptions(emitsFinal, retain);
  }

  private boolean isFinal(Syntax value) {
    if (value instanceof Syntax.Name name && name.parts().size() == 1) {
      switch (name.last()) {
        case "final" -> {
          return true;
        }
        case "changes" -> {
          return false;
        }
        default -> {}
      }
    }
    throw place.error(value.span(), ErrorCode.SQL_SYNTAX, "emit is either changes or final");
  }
}
