package dev.evert.benchmarks.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Producers append as fast as they are let; what counts is what is acknowledged. */
final class Throughput {
  private final Contender contender;
  private final Settings settings;
  private final int producers;
  private final Usage usage;
  private final LongAdder acknowledged = new LongAdder();
  private final CountDownLatch failed = new CountDownLatch(1);
  private volatile boolean stopped;

  Throughput(Contender contender, Settings settings, int producers) {
    this.contender = contender;
    this.settings = settings;
    this.producers = producers;
    this.usage = new Usage(contender.processes());
  }

  private record Round(double recordsPerSecond, double recordsPerCpuSecond) {}

  Figure run() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < producers; i++) {
      Records records = new Records(settings.seed(), i);
      threads.add(Thread.ofPlatform().name("producer-" + i).start(() -> produce(records)));
    }
    round(settings.warmSeconds());
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < settings.rounds(); i++) {
      rounds.add(round(settings.roundSeconds()));
    }
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
    return figure(rounds);
  }

  private void produce(Records records) {
    try (Contender.Lane lane = contender.lane(records)) {
      while (!stopped) {
        lane.send(acknowledged);
      }
    } catch (Exception e) {
      e.printStackTrace();
      failed.countDown();
    }
  }

  private Round round(int seconds) throws InterruptedException {
    long records = acknowledged.sum();
    long cpu = usage.cpuNanos();
    long started = System.nanoTime();
    if (failed.await(seconds, TimeUnit.SECONDS)) {
      throw new IllegalStateException("A producer failed");
    }
    double done = acknowledged.sum() - records;
    return new Round(
        done * 1e9 / (System.nanoTime() - started), done * 1e9 / (usage.cpuNanos() - cpu));
  }

  private Figure figure(List<Round> rounds) {
    List<Round> sorted =
        rounds.stream().sorted(Comparator.comparingDouble(Round::recordsPerSecond)).toList();
    Round median = sorted.get(sorted.size() / 2);
    return new Figure(
        Map.of(
            "recordsPerSecond", median.recordsPerSecond(),
            "recordsPerSecondLeast", sorted.getFirst().recordsPerSecond(),
            "recordsPerSecondMost", sorted.getLast().recordsPerSecond(),
            "recordsPerCpuSecond", median.recordsPerCpuSecond(),
            "peakBytes", (double) usage.peakBytes()));
  }
}
