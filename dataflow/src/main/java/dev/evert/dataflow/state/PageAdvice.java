package dev.evert.dataflow.state;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * Tells the system how a mapped file is read. By itself it reads megabytes around a page that is
 * touched and not in memory, as much as the disk's read-ahead says, and throws out others for them.
 * What is to be read in one piece is asked for, so that nothing else is worth reading.
 */
final class PageAdvice {
  /** {@code MADV_RANDOM}, the same in Linux and macOS. */
  private static final int RANDOM = 1;

  private static final @Nullable MethodHandle ADVISE = find();

  private PageAdvice() {}

  /** Calling into the system's library is what this class is for. */
  @SuppressWarnings("restricted")
  private static @Nullable MethodHandle find() {
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor madvise =
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
    return linker
        .defaultLookup()
        .find("madvise")
        .map(function -> linker.downcallHandle(function, madvise))
        .orElse(null);
  }

  /** Only the pages that are touched, or asked for, are read. A system that can not is left be. */
  static void readAsAsked(MemorySegment mapping) {
    if (ADVISE == null || mapping.byteSize() == 0) {
      return;
    }
    try {
      var _ = (int) ADVISE.invokeExact(mapping, mapping.byteSize(), RANDOM);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
