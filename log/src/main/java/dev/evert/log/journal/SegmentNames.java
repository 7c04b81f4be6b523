package dev.evert.log.journal;

import dev.evert.log.files.AtomicFile;
import dev.evert.log.files.LogFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a log's directory.
 *
 * @param segments the newest generation of each segment, in order of position
 * @param leftovers files that nobody needs: unfinished ones, older generations, indexes without a
 *     segment
 * @param others all other files
 */
record SegmentNames(List<SegmentName> segments, List<String> leftovers, List<String> others) {
  static SegmentNames list(LogFiles files) throws IOException {
    Map<Long, SegmentName> newest = new TreeMap<>();
    List<String> names = files.list();
    for (String name : names) {
      SegmentName segment = SegmentName.parse(name);
      if (segment != null) {
        newest.merge(segment.firstPosition(), segment, (a, b) -> a.compareTo(b) < 0 ? b : a);
      }
    }
    List<String> leftovers = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String name : names) {
      SegmentName segment = SegmentName.parse(name);
      SegmentName indexed = SegmentName.parseIndex(name);
      if (AtomicFile.isUnfinished(name)) {
        leftovers.add(name);
      } else if (indexed != null && !newest.isEmpty()) {
        if (!indexed.equals(newest.get(indexed.firstPosition()))) {
          leftovers.add(name);
        }
      } else if (segment == null) {
        others.add(name);
      } else if (!segment.equals(newest.get(segment.firstPosition()))) {
        leftovers.add(name);
      }
    }
    return new SegmentNames(List.copyOf(newest.values()), leftovers, others);
  }
}
