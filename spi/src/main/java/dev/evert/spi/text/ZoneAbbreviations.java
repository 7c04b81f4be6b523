package dev.evert.spi.text;

import java.util.Map;

/** The usual abbreviations of time zones, as PostgreSQL reads them. */
public final class ZoneAbbreviations {
  private static final int HOUR = 3600;

  /** How far the zones are before UTC, in seconds, by their abbreviations in lower case. */
  public static final Map<String, Integer> SECONDS_EAST =
      Map.ofEntries(
          Map.entry("z", 0),
          Map.entry("zulu", 0),
          Map.entry("utc", 0),
          Map.entry("ut", 0),
          Map.entry("gmt", 0),
          Map.entry("wet", 0),
          Map.entry("west", HOUR),
          Map.entry("bst", HOUR),
          Map.entry("cet", HOUR),
          Map.entry("met", HOUR),
          Map.entry("cest", 2 * HOUR),
          Map.entry("mest", 2 * HOUR),
          Map.entry("eet", 2 * HOUR),
          Map.entry("eest", 3 * HOUR),
          Map.entry("jst", 9 * HOUR),
          Map.entry("kst", 9 * HOUR),
          Map.entry("est", -5 * HOUR),
          Map.entry("edt", -4 * HOUR),
          Map.entry("cst", -6 * HOUR),
          Map.entry("cdt", -5 * HOUR),
          Map.entry("mst", -7 * HOUR),
          Map.entry("mdt", -6 * HOUR),
          Map.entry("pst", -8 * HOUR),
          Map.entry("pdt", -7 * HOUR));

  private ZoneAbbreviations() {}
}
