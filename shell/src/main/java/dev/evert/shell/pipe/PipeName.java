package dev.evert.shell.pipe;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names of pipes: fit for directories, streams, replication slots and publications. */
public final class PipeName {
  /** The most characters. */
  public static final int MAX_CHARS = 40;

  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1," + MAX_CHARS + "}");
  private static final int HASH_CHARS = 6;

  private PipeName() {}

  /** Whether a text is a pipe's name. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * The text itself, if it is a name.
   *
   * @throws EvertException {@link ErrorCode#BAD_OPTION}
   */
  public static String require(String text) {
    if (!isName(text)) {
      throw new EvertException(
          ErrorCode.BAD_OPTION,
          "--name: wanted 1 to " + MAX_CHARS + " of a-z, 0-9 and _, got '" + text + "'",
          "Choose another name, such as '" + slug(text, MAX_CHARS) + "'.");
    }
    return text;
  }

  /**
   * The name of a pipe that was given none: what it reads and writes in words, and a few digits
   * that differ for every other pipe.
   *
   * @param sources in words
   * @param sinks in words
   * @param canonical the pipe without secrets
   */
  static String of(List<String> sources, List<String> sinks, String canonical) {
    String words =
        sources.stream().distinct().collect(Collectors.joining("_"))
            + "_to_"
            + sinks.stream().distinct().collect(Collectors.joining("_"));
    return slug(words, MAX_CHARS - HASH_CHARS - 1) + "_" + hash(canonical);
  }

  private static String slug(String words, int maxChars) {
    String plain = words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    String cut = plain.substring(0, Math.min(plain.length(), maxChars));
    String slug = cut.replaceAll("^_+|_+$", "");
    return slug.isEmpty() ? "pipe" : slug;
  }

  private static String hash(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_CHARS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
