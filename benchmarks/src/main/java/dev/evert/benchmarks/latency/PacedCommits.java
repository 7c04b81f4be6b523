package dev.evert.benchmarks.latency;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Commits of one new row each, at a steady rate, by several clients. */
final class PacedCommits {
  private static final int CLIENTS = 4;

  private final String url;
  private final String user;
  private final int perSecond;
  private int nextId = 1;

  PacedCommits(String url, String user, int perSecond) {
    this.url = url;
    this.user = user;
    this.perSecond = perSecond;
  }

  /** Makes so many commits; returns when each was acknowledged, in nanoseconds, in their order. */
  long[] run(int commits) throws Exception {
    int each = commits / CLIENTS;
    long begin = System.nanoTime();
    long[] acknowledged = new long[each * CLIENTS];
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<long[]>> running = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        int firstId = nextId + client * each;
        long from = begin + client * TimeUnit.SECONDS.toNanos(1) / perSecond;
        running.add(clients.submit(() -> run(firstId, each, from)));
      }
      for (int client = 0; client < CLIENTS; client++) {
        System.arraycopy(running.get(client).get(), 0, acknowledged, client * each, each);
      }
    }
    nextId += each * CLIENTS;
    Arrays.sort(acknowledged);
    return acknowledged;
  }

  private long[] run(int firstId, int commits, long from) throws SQLException {
    long[] acknowledged = new long[commits];
    long interval = TimeUnit.SECONDS.toNanos(CLIENTS) / perSecond;
    try (Connection connection = DriverManager.getConnection(url, user, "");
        PreparedStatement insert =
            connection.prepareStatement("insert into orders values (?, ?, ?)")) {
      for (int i = 0; i < commits; i++) {
        long due = from + i * interval;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        insert.setInt(1, firstId + i);
        insert.setInt(2, i % LatencyBenchmark.CUSTOMERS);
        insert.setInt(3, i);
        insert.executeUpdate();
        acknowledged[i] = System.nanoTime();
      }
    }
    return acknowledged;
  }
}
