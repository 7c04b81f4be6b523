package dev.evert.sql.textsearch;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What is known of a text that is taken apart: from where, in which states, no way leads to a word,
 * and what follows where. Without it each word could go to the end of the text again.
 */
final class DeadEnds {
  /** Hosts that are looked for while another is. */
  private static final int MAX_NESTED = 100;

  /** In these a script may begin, also where that is no word in the end. */
  private static final Set<Integer> COUNTED_ALWAYS =
      Set.of(
          WordRules.BASE,
          WordRules.state("tag.open"),
          WordRules.state("tag.close"),
          WordRules.state("tag.name"));

  private final Map<Integer, BitSet> places = new HashMap<>();
  private final Map<Integer, Followed> hosts = new HashMap<>();
  private final Map<Integer, Followed> paths = new HashMap<>();
  private int nested;

  /**
   * Whether a host or path follows.
   *
   * @param length of what follows, in code points
   */
  record Followed(boolean is, int length) {}

  boolean contains(int state, int at) {
    BitSet known = places.get(state);
    return known != null && known.get(at);
  }

  void add(int state, int at) {
    if (!COUNTED_ALWAYS.contains(state)) {
      places.computeIfAbsent(state, _ -> new BitSet()).set(at);
    }
  }

  /** What follows at a place, looked for once. */
  Followed followed(boolean host, int at, Supplier<Followed> search) {
    Map<Integer, Followed> known = host ? hosts : paths;
    Followed followed = known.get(at);
    if (followed == null) {
      if (++nested > MAX_NESTED) {
        throw new EvertException(
            ErrorCode.LIMIT_EXCEEDED, "a word of a text has too many hosts inside of one another");
      }
      followed = search.get();
      nested--;
      known.put(at, followed);
    }
    return followed;
  }
}
