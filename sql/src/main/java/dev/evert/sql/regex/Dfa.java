package dev.evert.sql.regex;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A deterministic automaton that is made from a nondeterministic one as far as texts need it. For
 * use by one thread.
 *
 * <p>A state is what the other automaton may be in after a character was read, before it goes on
 * without reading: how far it does depends on the next character too.
 */
final class Dfa {
  /** So many states are kept; then they are made anew. */
  private static final int MAX_KEPT = 2_000;

  private static final int NO = 1;
  private static final int YES = 2;

  private final Nfa nfa;
  private final Colors colors;
  private final boolean anywhere;
  private final Map<Key, State> states = new HashMap<>();
  private final @Nullable State[] starts = new State[Colors.KINDS];

  /**
   * For a language.
   *
   * @param anywhere whether a match may begin at any place from the first on
   */
  Dfa(Piece language, boolean anywhere) {
    this.nfa = new Nfa(language);
    this.colors = new Colors(nfa.sets());
    this.anywhere = anywhere;
  }

  private record Key(BitSet set, int before) {}

  private static final class State {
    final BitSet set;
    final int before;
    final @Nullable State[] next;
    final byte[] accepts = new byte[Colors.KINDS];

    State(BitSet set, int before, int colors) {
      this.set = set;
      this.before = before;
      this.next = new State[colors];
    }
  }

  /** The last place up to {@code stop} at which a match from {@code from} on ends, or -1. */
  int longest(RegexText text, int from, int stop) {
    int found = -1;
    State state = start(text, from);
    for (int at = from; ; at++) {
      if (accepts(state, text, at)) {
        found = at;
      }
      if (at == stop || state.set.isEmpty()) {
        return found;
      }
      state = step(state, text, at);
    }
  }

  /** The first place from {@code least} to {@code stop} at which a match ends, or -1. */
  int shortest(RegexText text, int from, int least, int stop) {
    State state = start(text, from);
    for (int at = from; ; at++) {
      if (at >= least && accepts(state, text, at)) {
        return at;
      }
      if (at == stop || state.set.isEmpty()) {
        return -1;
      }
      state = step(state, text, at);
    }
  }

  private int kind(RegexText text, int at) {
    return at < 0 || at >= text.length() ? Colors.EDGE : colors.kind(colors.of(text.at(at)));
  }

  private State start(RegexText text, int from) {
    int before = kind(text, from - 1);
    State state = starts[before];
    if (state == null) {
      BitSet set = new BitSet();
      set.set(nfa.start());
      state = intern(set, before);
      starts[before] = state;
    }
    return state;
  }

  private State intern(BitSet set, int before) {
    if (states.size() >= MAX_KEPT) {
      states.clear();
      Arrays.fill(starts, null);
    }
    return states.computeIfAbsent(
        new Key(set, before), key -> new State(key.set(), key.before(), colors.count()));
  }

  private boolean accepts(State state, RegexText text, int at) {
    text.count(1);
    int after = kind(text, at);
    if (nfa.looks()) {
      return closure(state, text, at).get(Nfa.ACCEPT);
    }
    if (state.accepts[after] == 0) {
      state.accepts[after] = (byte) (closure(state, text, at).get(Nfa.ACCEPT) ? YES : NO);
    }
    return state.accepts[after] == YES;
  }

  private State step(State state, RegexText text, int at) {
    int color = colors.of(text.at(at));
    State next = nfa.looks() ? null : state.next[color];
    if (next == null) {
      next = move(closure(state, text, at), color, text);
      state.next[color] = next;
    }
    return next;
  }

  private State move(BitSet closure, int color, RegexText text) {
    BitSet moved = new BitSet();
    int sample = colors.sample(color);
    for (int i = closure.nextSetBit(0); i >= 0; i = closure.nextSetBit(i + 1)) {
      text.count(1);
      Nfa.State state = nfa.state(i);
      CharSet set = state.set();
      if (set != null && set.contains(sample)) {
        moved.set(state.next()[0]);
      }
    }
    if (anywhere) {
      moved.set(nfa.start());
    }
    return intern(moved, colors.kind(color));
  }

  /** Goes on as far as it goes without reading. */
  private BitSet closure(State state, RegexText text, int at) {
    BitSet closure = new BitSet(nfa.size());
    int[] stack = new int[nfa.size()];
    int size = 0;
    for (int i = state.set.nextSetBit(0); i >= 0; i = state.set.nextSetBit(i + 1)) {
      closure.set(i);
      stack[size++] = i;
    }
    while (size > 0) {
      text.count(1);
      Nfa.State next = nfa.state(stack[--size]);
      if (next.set() != null || !passes(next, state.before, text, at)) {
        continue;
      }
      for (int target : next.next()) {
        if (!closure.get(target)) {
          closure.set(target);
          stack[size++] = target;
        }
      }
    }
    return closure;
  }

  private boolean passes(Nfa.State state, int before, RegexText text, int at) {
    Piece.Place place = state.place();
    if (place != null) {
      return holds(place, before, kind(text, at));
    }
    Nfa.Look look = state.look();
    return look == null || looks(look, text, at) != look.negative();
  }

  private static boolean looks(Nfa.Look look, RegexText text, int at) {
    return look.ahead()
        ? look.dfa().shortest(text, at, at, text.length()) >= 0
        : look.dfa().shortest(text, 0, at, at) >= 0;
  }

  private static boolean holds(Piece.Place place, int before, int after) {
    boolean wordBefore = before == Colors.WORD;
    boolean wordAfter = after == Colors.WORD;
    return switch (place) {
      case START -> before == Colors.EDGE;
      case END -> after == Colors.EDGE;
      case LINE_START -> before == Colors.EDGE || before == Colors.NEWLINE;
      case LINE_END -> after == Colors.EDGE || after == Colors.NEWLINE;
      case WORD_START -> !wordBefore && wordAfter;
      case WORD_END -> wordBefore && !wordAfter;
      case WORD_EDGE -> wordBefore != wordAfter;
      case NO_WORD_EDGE -> wordBefore == wordAfter;
    };
  }
}
