package dev.evert.sql.textsearch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How texts are taken apart: states, with rules that are tried one after the other. A line has a
 * state and its rules; a rule is a condition on the next character, what to do, and where to go.
 * What they tell apart is what PostgreSQL's default parser does; the notation is our own.
 *
 * <p>Conditions: {@code a} an ASCII letter, {@code w} any letter, {@code 0} a digit, {@code n} a
 * letter or digit, {@code N} none of these, {@code h} a hexadecimal digit, {@code m} a mark on a
 * letter, {@code s} a space, {@code u} one that URLs may have, {@code $} the end of the text,
 * {@code *} whatever follows, {@code 'c} the character c, {@code [cd]} one of these; {@code X}
 * inside a script, {@code T} only a host is wanted, {@code H} a host follows, {@code P} the path of
 * a URL follows.
 *
 * <p>What to do: {@code >} take the character and go on; {@code ?} the same, but if that leads to
 * no word, the next rule is tried; {@code ~} go on without taking it; {@code =} a word of the type
 * ends before the character, and the next one begins in the state after the slash; {@code <} the
 * same, after the word's first character; {@code -} this way leads to no word. An exclamation mark
 * after a state says that a tag may begin or end a script here. Where no rule fits, there is no
 * word either.
 */
final class WordRules {
  /** The state in which words begin. */
  static final int BASE = 0;

  private static final String LINES =
      """
      base '<?tag.open X>blank a>ascii w>word 0>uint [-+]?sign '&?entity.open '~?home '/?file.open \
      '.?dots *>blank
      ascii a>ascii '.?label '.?file.next '-?host.next '-?ascii.hyphen '_?host.next '@?mail \
      ':?protocol.open '/?file.open 0?host 0>numword w>word m>word *=asciiword
      word w>word m>word 0>numword '-?hyphen *=word
      numword n>numword m>numword '@?mail '/?file.open '.?file.next '-?num.hyphen *=numword
      blank '<=blank X>blank [-+&/]=blank N>blank *=blank
      uint 0>uint '.?label '.?decimal.open [-_]?host.next '@?mail [eE]?exponent a?host \
      w>numword m>numword '/?file.open *=uint
      sign 0>int
      int 0>int '.?signed.open [eE]?exponent *=int
      decimal.open 0>decimal
      decimal 0>decimal '.?version.open [eE]?exponent *=float
      signed.open 0>signed
      signed 0>signed '.?signed.version [eE]?exponent *=float
      signed.version 0<blank/uint
      version.open 0>version
      version 0>version '.?version.open *=version
      exponent 0>mantissa [+-]>exponent.sign
      exponent.sign 0>mantissa
      mantissa 0>mantissa *=sfloat
      entity.open '#>entity.number a>entity [:_]>entity
      entity n>entity [:_.-]>entity ';>entity.end
      entity.number [xX]>entity.hex.open 0>entity.digits
      entity.hex.open h>entity.hex
      entity.hex h>entity.hex ';>entity.end
      entity.digits 0>entity.digits ';>entity.end
      entity.end *=entity
      tag.open '/?tag.close '!?comment.open '??xml a?tag.name [:_]?tag.name
      xml 'x>tag
      tag.close a>tag.name
      tag.name '/>tag.slash '>>tag.end! s>tag! n>tag.name [:_.-]>tag.name
      tag.slash '>>tag.end
      tag '>>tag.end! ''>quote '">quotes a>tag 0>tag [=_#/:.&?%~-]>tag s>tag!
      quote $- '\\>quote.escape ''>tag *>quote
      quote.escape $- *>quote
      quotes $- '\\>quotes.escape '">tag *>quotes
      quotes.escape $- *>quotes
      tag.end *=tag
      comment.open '->comment.dash [Dd]>tag
      comment.dash '->comment
      comment $- '->comment.end *>comment
      comment.end $- '->comment.ends *>comment
      comment.ends $- '->comment.ends '>>tag.end *>comment
      label a>label.next 0>host
      label.next a>domain 0?host [-_]?host.next '.?label '@?mail
      domain a>domain 0?host ':?port.open [-_]?host.next '.?label '@?mail 0- T=host/path \
      '/?url *=host
      port.open 0>port
      port 0>port T=host/path '/?url *=host
      host.next 0>host a>host
      host 0>host a>host '@?mail '.?label [-_]?host.next
      mail T- H=email
      url P=url
      path *>url.path
      url.path u>url.path *=url_path
      query u>url.path
      file.open a>file 0>file '.>file.dot '_>file '~?home
      home a>file 0>file '_>file '/>file.open
      file.dot a>file 0>file '_>file '.>file.dots '/>file.open
      dots '.>file.dots '/>file.open
      file.dots $=file '/?file.open '/=file s=file
      file a>file 0>file '.?file.next [_-]>file '/?file.open *=file
      file.next a>file 0>file '_>file
      protocol.open '/>protocol
      protocol '/>protocol.end
      protocol.end *=protocol
      ascii.hyphen a>asciihword w>hword 0>digits
      asciihword a>asciihword w>hword m>hword 0>numhword '-?ascii.hyphen *=asciihword/parts
      hyphen w>hword 0>digits
      hword w>hword m>hword 0>numhword '-?hyphen *=hword/parts
      num.hyphen w>numhword 0>digits
      numhword n>numhword m>numhword '-?num.hyphen *=numhword/parts
      digits 0>digits w>numhword m>numhword
      parts a>part.ascii w>part 0?part.digits '-?part.hyphen *~base
      part.hyphen n=blank/parts m=blank/parts
      part w>part m>part 0>part.num *=hword_part/parts
      part.ascii a>part.ascii w>part m>part 0>part.num *=hword_asciipart/parts
      part.num n>part.num m>part.num *=hword_numpart/parts
      part.digits 0>part.digits w>part.num m>part.num
      """;

  private static final Map<String, Integer> NUMBERS = new HashMap<>();
  private static final List<List<Rule>> STATES = load();

  private WordRules() {}

  /** What a rule does. */
  enum Action {
    TAKE,
    TRY,
    STAY,
    END,
    END_FIRST,
    FAIL
  }

  /**
   * A rule.
   *
   * @param kind the letter of the condition, or {@code [} for one of the characters
   * @param characters for that condition
   * @param type of the word that ends
   * @param state to go on in, or in which the next word begins
   * @param script whether a script may begin or end
   */
  record Rule(
      char kind, String characters, Action action, WordType type, int state, boolean script) {}

  /** The rules of a state. */
  static List<Rule> of(int state) {
    return STATES.get(state);
  }

  /** The number of a state by its name. */
  static int state(String name) {
    Integer number = NUMBERS.get(name);
    if (number == null) {
      throw new IllegalArgumentException(name);
    }
    return number;
  }

  private static List<List<Rule>> load() {
    List<String> lines = LINES.lines().toList();
    for (String line : lines) {
      NUMBERS.put(line.substring(0, line.indexOf(' ')), NUMBERS.size());
    }
    List<List<Rule>> states = new ArrayList<>();
    for (String line : lines) {
      List<Rule> rules = new ArrayList<>();
      for (String written : line.substring(line.indexOf(' ') + 1).split(" ", -1)) {
        rules.add(rule(written));
      }
      states.add(List.copyOf(rules));
    }
    return states;
  }

  private static Rule rule(String written) {
    char kind = written.charAt(0);
    int length = kind == '[' ? written.indexOf(']') + 1 : kind == '\'' ? 2 : 1;
    String characters = written.substring(0, length).replaceAll("^\\[|]$", "");
    boolean one = kind == '\'';
    char action = written.charAt(length);
    String target = written.substring(length + 1);
    boolean ends = action == '=' || action == '<';
    int slash = target.indexOf('/');
    String type = slash < 0 ? target : target.substring(0, slash);
    String state = ends ? (slash < 0 ? "base" : target.substring(slash + 1)) : target;
    boolean script = state.endsWith("!");
    return new Rule(
        one ? '[' : kind,
        one ? characters.substring(1) : characters,
        action(action),
        ends ? WordType.valueOf(type.toUpperCase(Locale.ROOT)) : WordType.BLANK,
        action == '-' ? BASE : state(script ? state.substring(0, state.length() - 1) : state),
        script);
  }

  private static Action action(char sign) {
    return switch (sign) {
      case '>' -> Action.TAKE;
      case '?' -> Action.TRY;
      case '~' -> Action.STAY;
      case '=' -> Action.END;
      case '<' -> Action.END_FIRST;
      case '-' -> Action.FAIL;
      default -> throw new IllegalArgumentException(String.valueOf(sign));
    };
  }
}
