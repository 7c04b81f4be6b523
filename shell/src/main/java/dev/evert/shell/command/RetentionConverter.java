package dev.evert.shell.command;

import dev.evert.log.Retention;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code forever} or a time, see {@link DurationConverter}. */
final class RetentionConverter implements ITypeConverter<Retention> {
  private final DurationConverter times = new DurationConverter();

  @Override
  public Retention convert(String text) {
    if (text.equals("forever")) {
      return Retention.forever();
    }
    try {
      return Retention.of(times.convert(text));
    } catch (TypeConversionException e) {
      throw new TypeConversionException(
          "wanted a time such as 12h or 7d, or forever, got '" + text + "'");
    }
  }
}
