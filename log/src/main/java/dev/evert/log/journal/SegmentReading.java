package dev.evert.log.journal;

import dev.evert.log.EventLayout;
import dev.evert.log.EventView;
import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.StreamId;
import dev.evert.log.files.LogFile;
import dev.evert.log.files.LogFiles;
import dev.evert.log.merkle.TreeEdge;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one segment for {@link JournalVerification}: all frames, going on behind damaged ones. */
final class SegmentReading {
  private final LogFiles files;
  private final SegmentName name;
  private final @Nullable SegmentName next;
  private final @Nullable TreeEdge before;
  private final JournalVerification.HeadCheck head;
  private final JournalVerification.OperationCheck operations;
  private @Nullable TreeEdge after;
  private long events;
  private long bytes;

  SegmentReading(
      LogFiles files,
      SegmentName name,
      @Nullable SegmentName next,
      @Nullable TreeEdge before,
      JournalVerification.HeadCheck head,
      JournalVerification.OperationCheck operations) {
    this.files = files;
    this.name = name;
    this.next = next;
    this.before = before;
    this.head = head;
    this.operations = operations;
  }

  long events() {
    return events;
  }

  long bytes() {
    return bytes;
  }

  /** The tree after this segment, or null if it or one before it could not be read whole. */
  @Nullable TreeEdge edge() {
    return after;
  }

  void run(List<JournalVerification.Problem> problems) throws IOException {
    try (LogFile file = files.openForReading(name.fileName())) {
      bytes = file.size();
      SegmentHeader header = SegmentHeader.read(file, files.directory(), name.firstPosition());
      SegmentScan.End end = scanAll(file, header, problems);
      if (end.position() == wantedEnd(end) && problems.isEmpty()) {
        compare(header, end, problems);
      }
    } catch (LogException e) {
      if (e.error() == LogError.NEWER_VERSION) {
        throw e;
      }
      problems.add(
          new JournalVerification.Problem(
              files.directory() + "/" + name.fileName(),
              0,
              name.firstPosition(),
              "a segment",
              String.valueOf(e.getMessage())));
    }
  }

  private long wantedEnd(SegmentScan.End end) {
    return next == null ? end.position() : next.firstPosition();
  }

  /** Scans to the end; notes each place at which frames do not follow each other. */
  private SegmentScan.End scanAll(
      LogFile file, SegmentHeader header, List<JournalVerification.Problem> problems)
      throws IOException {
    SegmentScan scan = new SegmentScan(file, header);
    SegmentScan.End end = scan.run(Long.MAX_VALUE, this::see);
    while (true) {
      if (next != null && end.stopPosition() == next.firstPosition()) {
        return end;
      }
      SegmentScan.Found found = scan.findFrame(end.stopOffset() + 1);
      if (found == null && next == null) {
        checkTail(file, header, end, problems);
        return end;
      }
      problems.add(
          new JournalVerification.Problem(
              files.directory() + "/" + name.fileName(),
              end.stopOffset(),
              end.stopPosition(),
              end.expected(),
              end.found()));
      if (found == null) {
        return end;
      }
      end = scan.run(found.offset(), found.position(), Long.MAX_VALUE, this::see);
    }
  }

  private void checkTail(
      LogFile file,
      SegmentHeader header,
      SegmentScan.End end,
      List<JournalVerification.Problem> problems)
      throws IOException {
    try {
      TornTail.check(file, header, end, files.directory());
    } catch (LogException e) {
      problems.add(
          new JournalVerification.Problem(
              files.directory() + "/" + name.fileName(),
              end.stopOffset(),
              end.stopPosition(),
              end.expected() + " or space that was never written",
              end.found()));
    }
  }

  private void see(byte[] frame, int at, int offset) {
    events += Frame.eventCount(frame, at);
    if (Frame.has(frame, at, Frame.ERASED)) {
      return;
    }
    EventView view = new EventView();
    int event = Frame.eventsOffset(frame, at);
    for (int i = 0; i < Frame.eventCount(frame, at); i++) {
      if (EventLayout.stream(frame, event) == StreamId.REGISTRY.value()) {
        view.show(0, 0, frame, event);
        head.registered(RegistryEvent.parse(view.key(), view.payload()));
      }
      event += (int) EventLayout.sizeBytes(frame, event);
    }
  }

  /** Derives everything again and compares. */
  private void compare(
      SegmentHeader header, SegmentScan.End end, List<JournalVerification.Problem> problems)
      throws IOException {
    TreeEdge tree = before;
    if (tree == null) {
      return;
    }
    SegmentBuild build =
        SegmentBuild.of(files, name, header, tree, end.offset(), head.size(), head::grew);
    after = build.edge();
    operations.check(header.logId(), build.index().operations());
    SegmentSummary summary = IndexFile.readSummary(files, name);
    if (summary == null || next == null) {
      return;
    }
    if (!summary.edge().equals(after) || !IndexFile.matches(files, name, summary, build.index())) {
      problems.add(
          new JournalVerification.Problem(
              files.directory() + "/" + name.indexFileName(),
              0,
              name.firstPosition(),
              "what is derived from the segment",
              "something else; remove the file, it is made again"));
    }
  }
}
