package dev.evert.shell.command;

import dev.evert.log.Retention;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code forever} or a number with a unit: {@code 90s}, {@code 30m}, {@code 12h}, 7d. */
final class RetentionConverter implements ITypeConverter<Retention> {
  private static final Pattern TIME = Pattern.compile("(\\d{1,6})([smhd])");

  @Override
  public Retention convert(String text) {
    if (text.equals("forever")) {
      return Retention.forever();
    }
    Matcher time = TIME.matcher(text);
    if (!time.matches() || Long.parseLong(time.group(1)) == 0) {
      throw new TypeConversionException(
          "wanted a time such as 12h or 7d, or forever, got '" + text + "'");
    }
    long amount = Long.parseLong(time.group(1));
    return Retention.of(
        switch (time.group(2)) {
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        });
  }
}
