package dev.evert.log.files;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A directory in memory that behaves as badly as a real one may. It keeps, beside what programs
 * see, what is on disk:
 *
 * <ul>
 *   <li>a power cut keeps any subset of the pages that were not synced, and any prefix of the
 *       changes of names that were not synced;
 *   <li>a sync may fail, after which pages that are not on disk are believed to be;
 *   <li>writes may be short, and the disk may run full in the middle of one;
 *   <li>a bit may flip.
 * </ul>
 *
 * All of it is decided by one seeded source of randomness.
 */
public final class FaultyFiles implements LogFiles {
  private final Random random;
  private Map<String, FaultyFile.Content> names = new LinkedHashMap<>();
  private Map<String, FaultyFile.Content> durableNames = new LinkedHashMap<>();
  private final List<Consumer<Map<String, FaultyFile.Content>>> unsyncedNames = new ArrayList<>();
  private boolean locked;
  private int generation;

  private long operationsUntilPowerCut = Long.MAX_VALUE;
  private double shortWrites;
  private double failingSyncs;
  private long freeBytes = Long.MAX_VALUE;

  public FaultyFiles(Random random) {
    this.random = random;
  }

  /** After this many more operations the power is cut, in the middle of the last one. */
  public void cutPowerAfter(long operations) {
    operationsUntilPowerCut = operations;
  }

  /** This share of writes is short. */
  public void shortWrites(double probability) {
    shortWrites = probability;
  }

  /** This share of syncs fails. */
  public void failSyncs(double probability) {
    failingSyncs = probability;
  }

  /** The disk is full after this many more bytes. */
  public void freeBytes(long bytes) {
    freeBytes = bytes;
  }

  Random random() {
    return random;
  }

  /** Counts an operation; false if the power fails during it. */
  boolean survives() throws PowerCutException {
    if (operationsUntilPowerCut <= 0) {
      throw new PowerCutException();
    }
    operationsUntilPowerCut--;
    return operationsUntilPowerCut > 0;
  }

  boolean isShortWrite() {
    return random.nextDouble() < shortWrites;
  }

  boolean isFailingSync() {
    return random.nextDouble() < failingSyncs;
  }

  /** Takes free space; returns how much there was. */
  long take(long bytes) {
    long taken = Math.min(bytes, freeBytes);
    freeBytes -= freeBytes == Long.MAX_VALUE ? 0 : taken;
    return taken;
  }

  int generation() {
    return generation;
  }

  /** The program is gone; what it wrote is still there. Open files are closed, the lock is free. */
  public void endProcess() {
    generation++;
    locked = false;
    operationsUntilPowerCut = Long.MAX_VALUE;
    shortWrites = 0;
    failingSyncs = 0;
    freeBytes = Long.MAX_VALUE;
  }

  /** The power is cut and comes back. */
  public void cutPower() {
    endProcess();
    int kept = random.nextInt(unsyncedNames.size() + 1);
    for (int i = 0; i < kept; i++) {
      unsyncedNames.get(i).accept(durableNames);
    }
    unsyncedNames.clear();
    names = new LinkedHashMap<>(durableNames);
    new ArrayList<>(names.values()).forEach(content -> content.cutPower(random));
  }

  /** Flips a bit, on disk and in what programs see. */
  public void flipBit(String name, long offset, int bit) throws IOException {
    find(name).flipBit((int) offset, bit);
  }

  private FaultyFile.Content find(String name) throws IOException {
    FaultyFile.Content content = names.get(name);
    if (content == null) {
      throw new NoSuchFileException(name);
    }
    return content;
  }

  private void change(Consumer<Map<String, FaultyFile.Content>> change) throws IOException {
    if (!survives()) {
      unsyncedNames.add(change);
      throw new PowerCutException();
    }
    change.accept(names);
    unsyncedNames.add(change);
  }

  @Override
  public String directory() {
    return "memory";
  }

  @Override
  public void createDirectory() {}

  @Override
  public List<String> list() {
    return List.copyOf(names.keySet());
  }

  /** All contents, for statistics. */
  public Collection<FaultyFile.Content> contents() {
    return names.values();
  }

  @Override
  public LogFile create(String name, boolean secret) throws IOException {
    FaultyFile.Content content = new FaultyFile.Content();
    change(map -> map.put(name, content));
    return new FaultyFile(this, name, content);
  }

  @Override
  public LogFile openForWriting(String name) throws IOException {
    return new FaultyFile(this, name, find(name));
  }

  @Override
  public LogFile openForReading(String name) throws IOException {
    return new FaultyFile(this, name, find(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    find(from);
    change(map -> {
      FaultyFile.Content content = map.remove(from);
      if (content != null) {
        map.put(to, content);
      }
    });
  }

  @Override
  public void delete(String name) throws IOException {
    change(map -> map.remove(name));
  }

  @Override
  public void forceDirectory() throws IOException {
    if (!survives()) {
      throw new PowerCutException();
    }
    if (isFailingSync()) {
      throw new IOException("injected failure of a directory's sync");
    }
    unsyncedNames.forEach(change -> change.accept(durableNames));
    unsyncedNames.clear();
  }

  @Override
  public AutoCloseable lock() throws IOException {
    if (locked) {
      throw new DirectoryInUseException("this process");
    }
    locked = true;
    int holder = generation;
    return () -> locked &= holder != generation;
  }
}
