package dev.evert.log.proof;

import dev.evert.log.LogId;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A statement about all events of a log up to some position.
 *
 * @param logId the log
 * @param size the number of events
 * @param root the root of their tree, 32 bytes
 * @param timeMicros when the statement was made, microseconds since 1970-01-01T00:00Z
 */
public record TreeHead(LogId logId, long size, byte[] root, long timeMicros) {
  private static final int ROOT_BYTES = 32;

  /** Checks the sizes. */
  public TreeHead {
    if (size < 0 || root.length != ROOT_BYTES) {
      throw new IllegalArgumentException(
          "A tree head has a size of at least 0 and a root of 32 bytes, got "
              + size
              + " and "
              + root.length);
    }
    root = root.clone();
  }

  /** The root of the tree, a copy. */
  @Override
  public byte[] root() {
    return root.clone();
  }

  /** The name under which a log's heads are signed. */
  public static String origin(LogId logId) {
    return "evert.dev/log/" + logId;
  }

  /**
   * The text that is signed: a checkpoint, with the time as an extension line.
   *
   * <pre>
   * evert.dev/log/&lt;log id&gt;
   * &lt;size&gt;
   * &lt;root in base64&gt;
   * time &lt;microseconds&gt;
   * </pre>
   */
  public String text() {
    return origin(logId)
        + "\n"
        + size
        + "\n"
        + Base64.getEncoder().encodeToString(root)
        + "\ntime "
        + timeMicros
        + "\n";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TreeHead head
        && logId.equals(head.logId)
        && size == head.size
        && timeMicros == head.timeMicros
        && Arrays.equals(root, head.root);
  }

  @Override
  public int hashCode() {
    return Objects.hash(logId, size, timeMicros, Arrays.hashCode(root));
  }
}
