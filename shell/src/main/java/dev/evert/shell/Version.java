package dev.evert.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which Evert this is, and on which Java it runs. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }

  /** One line, such as {@code evert 0.1.0 (1a2b3c4) on Java 25.0.3}. */
  static String text() {
    Properties build = build();
    return "evert %s%s on Java %s"
        .formatted(
            build.getProperty("version"), revision(build), System.getProperty("java.version"));
  }

  /** Empty where Evert was built outside a Git repository, so that nothing was filled in. */
  private static String revision(Properties build) {
    String revision = build.getProperty("revision", "");
    return revision.isEmpty() || revision.startsWith("$") ? "" : " (" + revision + ")";
  }

  private static Properties build() {
    Properties build = new Properties();
    try (InputStream file = Version.class.getResourceAsStream("version.properties")) {
      build.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build;
  }
}
