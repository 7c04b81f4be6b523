package dev.evert.connectors.search.rest;

/**
 * How fast a sink writes, and how long it tries.
 *
 * @param parallel the most bulk requests on their way at once
 * @param mostBytes the most bytes of a bulk request, unless a single document is larger
 * @param firstWaitMillis before a request is sent again for the first time, doubled each time
 * @param mostWaitMillis between two tries
 * @param patienceMillis how long a sink waits in all, while nothing succeeds, until it gives up
 */
record Pace(
    int parallel, int mostBytes, long firstWaitMillis, long mostWaitMillis, long patienceMillis) {
  /** What suits servers of all sizes: a bulk of a few megabytes is as fast as they get. */
  static final Pace USUAL = new Pace(2, 4 << 20, 100, 15_000, 60_000);

  Pace {
    if (parallel < 1 || mostBytes < BulkLimit.LEAST_BYTES) {
      throw new IllegalArgumentException(parallel + " requests of " + mostBytes + " bytes");
    }
    if (firstWaitMillis < 1 || mostWaitMillis < firstWaitMillis || patienceMillis < 0) {
      throw new IllegalArgumentException("waits of " + firstWaitMillis + " to " + mostWaitMillis);
    }
  }

  Pace withParallel(int requests) {
    return new Pace(requests, mostBytes, firstWaitMillis, mostWaitMillis, patienceMillis);
  }
}
