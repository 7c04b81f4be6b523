package dev.evert.shell.pipe;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds passwords in what a person wrote, before it is known to make sense: rather too much is
 * hidden than too little.
 */
public final class Secrets {
  /** What stands for a secret in a text that is shown. */
  public static final String HIDDEN = "…";

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:(?!:)(//)?");
  private static final Pattern OPTION =
      Pattern.compile(
          "(?i)[?&][\\w.-]*(?:password|passwd|pwd|secret|token|api[_-]?key)=([^&\\s'\"]*)");

  private Secrets() {}

  /** The text with {@link #HIDDEN} in the place of each secret. */
  public static String hide(String text) {
    return replace(text, HIDDEN);
  }

  /** Where an offset of a text is in the same text with its secrets hidden. */
  static int shown(String text, int offset) {
    int shift = 0;
    for (Span secret : find(text)) {
      if (secret.to() <= offset) {
        shift += secret.to() - secret.from() - HIDDEN.length();
      } else if (secret.from() < offset) {
        return secret.from() - shift;
      }
    }
    return offset - shift;
  }

  private static String replace(String text, String replacement) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (Span secret : find(text)) {
      out.append(text, from, secret.from()).append(replacement);
      from = secret.to();
    }
    return out.append(text, from, text.length()).toString();
  }

  /** The secrets of a text, in order. */
  static List<Span> find(String text) {
    List<Span> secrets = new ArrayList<>();
    Matcher scheme = SCHEME.matcher(text);
    Matcher option = OPTION.matcher(text);
    int at = 0;
    while (at < text.length()) {
      Span login = login(text, scheme, at);
      Span value = option.find(at) ? new Span(option.start(1), option.end(1)) : NONE;
      Span first = login.from() <= value.from() ? login : value;
      if (first.equals(NONE)) {
        return secrets;
      }
      if (first.to() > first.from()) {
        secrets.add(first);
      }
      at = Math.max(first.to(), at + 1);
    }
    return secrets;
  }

  private static final Span NONE = new Span(Integer.MAX_VALUE, Integer.MAX_VALUE);

  /** The first password between a scheme and an {@code @}, from an offset on. */
  private static Span login(String text, Matcher scheme, int from) {
    int at = from;
    while (scheme.find(at)) {
      int last = text.lastIndexOf('@', end(text, scheme.start()) - 1);
      boolean slashes = scheme.group(1) != null;
      int secret = slashes ? text.indexOf(':', scheme.end()) + 1 : scheme.end();
      if (secret > 0 && secret <= last) {
        return new Span(secret, last);
      }
      at = scheme.end();
    }
    return NONE;
  }

  /** Where an address that begins here ends at the latest: at its quote, or at white space. */
  private static int end(String text, int from) {
    char before = from == 0 ? ' ' : text.charAt(from - 1);
    boolean quoted = before == '"' || before == '\'';
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted ? c == before : Character.isWhitespace(c)) {
        return i;
      }
    }
    return text.length();
  }

  /**
   * A URI as it may be kept: without its password and without the options that hold secrets, which
   * are asked for again when it is used.
   */
  static String remove(String uri) {
    String login = uri.replaceFirst("^([A-Za-z][A-Za-z0-9+.-]*://[^@/?#:]*):[^@/?#]*@", "$1@");
    String options =
        login.replaceAll(
            "(?i)([?&])[\\w.-]*(?:password|passwd|pwd|secret|token|api[_-]?key)=[^&]*", "$1");
    return options.replaceAll("&{2,}", "&").replaceAll("\\?&", "?").replaceAll("[?&]$", "");
  }
}
