package dev.evert.log.proof;

import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogId;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tree head with its signature.
 *
 * @param head what is signed
 * @param note the signed note: the head's text, an empty line, and the signature line
 */
public record SignedTreeHead(TreeHead head, String note) {
  private static final int HEAD_LINES = 4;
  private static final String TIME = "time ";

  /**
   * Reads a signed note about a log's tree. The signature is not checked.
   *
   * @throws LogException {@link LogError#BAD_TOKEN} if it is anything else
   */
  public static SignedTreeHead parse(String note) {
    List<String> lines = note.lines().toList();
    String origin = TreeHead.origin(new LogId(0, 0)).substring(0, originPrefix());
    try {
      if (lines.size() > HEAD_LINES
          && lines.get(0).startsWith(origin)
          && lines.get(3).startsWith(TIME)
          && lines.get(HEAD_LINES).isEmpty()) {
        String id = lines.get(0).substring(origin.length());
        TreeHead head =
            new TreeHead(
                new LogId(
                    HexFormat.fromHexDigitsToLong(id, 0, 16),
                    HexFormat.fromHexDigitsToLong(id, 16, 32)),
                Long.parseLong(lines.get(1)),
                Base64.getDecoder().decode(lines.get(2)),
                Long.parseLong(lines.get(3).substring(TIME.length())));
        return new SignedTreeHead(head, note);
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw malformed(e.getMessage());
    }
    throw malformed("it has " + lines.size() + " lines");
  }

  private static int originPrefix() {
    return TreeHead.origin(new LogId(0, 0)).length() - new LogId(0, 0).toString().length();
  }

  private static LogException malformed(@Nullable String why) {
    return new LogException(LogError.BAD_TOKEN, "Not a signed tree head of a log: " + why);
  }
}
