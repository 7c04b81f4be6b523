package dev.evert.benchmarks.nexmark;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** The texts of Nexmark's events, in ASCII. */
final class Words {
  private static final String[] FIRST_NAMES =
      "Peter,Paul,Luke,John,Saul,Vicky,Kate,Julie,Sarah,Deiter,Walter".split(",");
  private static final String[] LAST_NAMES =
      "Shultz,Abrams,Spencer,White,Bartels,Walton,Smith,Jones,Noris".split(",");
  private static final String[] CITIES =
      "Phoenix,Los Angeles,San Francisco,Boise,Portland,Bend,Redmond,Seattle,Kent,Cheyenne"
          .split(",");
  private static final String[] STATES = "AZ,CA,ID,OR,WA,WY".split(",");
  private static final String[] HOT_CHANNELS = {"Google", "Facebook", "Baidu", "Apple"};
  private static final int HOT_CHANNEL_ODDS = 2;
  private static final int CHANNELS = 10_000;
  private static final int ID_ODDS = 10;
  private static final int LEAST_LENGTH = 3;
  private static final int SPACE_ODDS = 13;
  private static final int LETTERS = 26;

  /** How far lengths lie from those that are asked for: this part of them. */
  private static final double SPREAD = 0.2;

  private final SplittableRandom random;
  private final byte[][] channels = new byte[HOT_CHANNELS.length + CHANNELS][];
  private final byte[][] urls = new byte[HOT_CHANNELS.length + CHANNELS][];

  Words(SplittableRandom random) {
    this.random = random;
    for (int i = 0; i < HOT_CHANNELS.length; i++) {
      channels[i] = ascii(HOT_CHANNELS[i]);
      urls[i] = ascii(url());
    }
    for (int i = 0; i < CHANNELS; i++) {
      String id = "&channel_id=" + Math.abs(Integer.reverse(i));
      channels[HOT_CHANNELS.length + i] = ascii("channel-" + i);
      urls[HOT_CHANNELS.length + i] = ascii(url() + (random.nextInt(ID_ODDS) > 0 ? id : ""));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private String url() {
    String path = word(5, '_') + '/' + word(5, '_') + '/' + word(5, '_');
    return "https://www.nexmark.com/" + path + "/item.htm?query=1";
  }

  /** A word that is shorter than {@code limit} where that allows for any. */
  private String word(int limit, char gap) {
    StringBuilder out = new StringBuilder();
    int length = LEAST_LENGTH + random.nextInt(limit - LEAST_LENGTH);
    for (int i = 0; i < length; i++) {
      boolean isGap = random.nextInt(SPACE_ODDS) == 0;
      out.append(isGap ? gap : (char) ('a' + random.nextInt(LETTERS)));
    }
    return out.toString().trim();
  }

  byte[] text(int limit) {
    return ascii(word(limit, ' '));
  }

  private String any(String[] of) {
    return of[random.nextInt(of.length)];
  }

  byte[] name() {
    return ascii(any(FIRST_NAMES) + " " + any(LAST_NAMES));
  }

  byte[] emailAddress() {
    return ascii(word(7, ' ') + "@" + word(5, ' ') + ".com");
  }

  byte[] creditCard() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      out.append(i == 0 ? "" : " ").append(String.valueOf(10_000 + random.nextInt(10_000)), 1, 5);
    }
    return ascii(out.toString());
  }

  byte[] city() {
    return ascii(any(CITIES));
  }

  byte[] state() {
    return ascii(any(STATES));
  }

  /** Which channel a bid came by. */
  int channel() {
    return random.nextInt(HOT_CHANNEL_ODDS) > 0
        ? random.nextInt(HOT_CHANNELS.length)
        : HOT_CHANNELS.length + random.nextInt(CHANNELS);
  }

  byte[] channelName(int channel) {
    return channels[channel];
  }

  byte[] channelUrl(int channel) {
    return urls[channel];
  }

  /** What brings an event of a size to about the size that it should have. */
  byte[] extra(int sizeBytes, int wantedBytes) {
    int missing = wantedBytes - sizeBytes;
    if (missing <= 0) {
      return new byte[0];
    }
    int delta = (int) Math.round(missing * SPREAD);
    byte[] out = new byte[missing - delta + (delta == 0 ? 0 : random.nextInt(2 * delta))];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) ('a' + random.nextInt(LETTERS));
    }
    return out;
  }
}
