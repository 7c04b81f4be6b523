package dev.evert.log.journal;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a segment file: the position of its first event, and how many times retention has
 * written it anew. A file's contents belong to its name, so who knows an old name never reads new
 * contents.
 *
 * @param firstPosition the position of the first event
 * @param generation 0 for the file that events were appended to
 */
record SegmentName(long firstPosition, int generation) implements Comparable<SegmentName> {
  private static final Pattern PATTERN = Pattern.compile("(\\d{19})(?:-(\\d{1,9}))?\\.segment");
  private static final String SUFFIX = ".segment";
  private static final String INDEX_SUFFIX = ".index";
  private static final Comparator<SegmentName> ORDER =
      Comparator.comparingLong(SegmentName::firstPosition)
          .thenComparingInt(SegmentName::generation);

  static SegmentName of(long firstPosition) {
    return new SegmentName(firstPosition, 0);
  }

  /** Reads a file's name; null if it is not that of a segment. */
  static @Nullable SegmentName parse(String fileName) {
    Matcher matcher = PATTERN.matcher(fileName);
    if (!matcher.matches()) {
      return null;
    }
    String generation = matcher.group(2);
    return new SegmentName(
        Long.parseLong(matcher.group(1)), generation == null ? 0 : Integer.parseInt(generation));
  }

  /** Reads the name of an index file; null if it is not one. */
  static @Nullable SegmentName parseIndex(String fileName) {
    return fileName.endsWith(INDEX_SUFFIX)
        ? parse(fileName.substring(0, fileName.length() - INDEX_SUFFIX.length()) + SUFFIX)
        : null;
  }

  SegmentName next() {
    return new SegmentName(firstPosition, generation + 1);
  }

  private String stem() {
    String position = String.format(Locale.ROOT, "%019d", firstPosition);
    return generation == 0 ? position : position + "-" + generation;
  }

  String fileName() {
    return stem() + SUFFIX;
  }

  String indexFileName() {
    return stem() + INDEX_SUFFIX;
  }

  @Override
  public int compareTo(SegmentName other) {
    return ORDER.compare(this, other);
  }
}
