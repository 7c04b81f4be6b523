package dev.evert.benchmarks.log;

import dev.evert.testing.kafka.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A Kafka broker with a topic of one partition, which keeps one order as a log does, and its
 * client.
 */
final class Kafka implements Contender {
  private static final String TOPIC = "records";
  private static final int SEND_RECORDS = 256;
  private static final int BUFFER_BYTES = 32 << 20;

  private final KafkaBroker broker;
  private final int batchBytes;
  private final Duration linger;

  private Kafka(KafkaBroker broker, int batchBytes, Duration linger) {
    this.broker = broker;
    this.batchBytes = batchBytes;
    this.linger = linger;
  }

  /**
   * Starts a broker.
   *
   * @param batchBytes the most that the client sends as one batch
   * @param linger how long the client waits for more records to send with the first
   * @param fsync whether the broker syncs its file before it acknowledges a batch
   */
  static Kafka start(Path directory, int batchBytes, Duration linger, boolean fsync)
      throws Exception {
    KafkaBroker broker = KafkaBroker.start(directory);
    NewTopic topic = new NewTopic(TOPIC, 1, (short) 1);
    if (fsync) {
      topic.configs(Map.of(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, "1"));
    }
    Map<String, Object> settings =
        Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.address());
    try (Admin admin = Admin.create(settings)) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (Exception e) {
      broker.close();
      throw e;
    }
    return new Kafka(broker, batchBytes, linger);
  }

  @Override
  public Lane lane(Records records) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.address());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, linger.toMillis());
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, batchBytes);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 << 20);
    return new Producer(
        records,
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  @Override
  public List<ProcessHandle> processes() {
    return List.of(broker.process());
  }

  @Override
  public void close() throws IOException {
    broker.close();
  }

  private static final class Producer implements Lane {
    private final Records records;
    private final KafkaProducer<byte[], byte[]> producer;

    Producer(Records records, KafkaProducer<byte[], byte[]> producer) {
      this.records = records;
      this.producer = producer;
    }

    @Override
    public void send(LongAdder acknowledged) {
      Callback callback = (_, e) -> acknowledged.add(e == null ? 1 : 0);
      for (int i = 0; i < SEND_RECORDS; i++) {
        send(callback);
      }
    }

    @Override
    public void commit(Runnable acknowledged) {
      send((_, e) -> {
        if (e == null) {
          acknowledged.run();
        }
      });
    }

    private void send(Callback callback) {
      records.next();
      var _ =
          producer.send(new ProducerRecord<>(TOPIC, records.key(), records.payload()), callback);
    }

    @Override
    public void close() {
      producer.close();
    }
  }
}
