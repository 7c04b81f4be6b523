package dev.evert.benchmarks.nexmark;

import java.util.SplittableRandom;

/**
 * Makes Nexmark's events by the published rules of its generator 0.3, from a seed: {@value
 * #EVENTS_PER_MILLI} events come in each millisecond of event time.
 */
final class Generator {
  static final int EVENTS_PER_MILLI = 10;

  /** 2026-01-01 00:00:00 UTC, in milliseconds since 1970. */
  static final long BEGIN_MILLIS = 1_767_225_600_000L;

  private static final int FIRST_CATEGORY = 10;
  private static final int CATEGORIES = 5;
  private static final int PERSON_BYTES = 200;
  private static final int AUCTION_BYTES = 500;
  private static final int BID_BYTES = 100;

  private final SplittableRandom random;
  private final Ids ids;
  private final Words words;
  private final EventWriter out;
  private long event;

  Generator(long seed, EventWriter out) {
    this.random = new SplittableRandom(seed);
    this.ids = new Ids(random);
    this.words = new Words(random);
    this.out = out;
  }

  /** Writes the next events. */
  void write(long events) {
    for (long end = event + events; event < end; event++) {
      long place = event % Ids.TOTAL;
      if (place < Ids.PERSONS) {
        person();
      } else if (place < Ids.PERSONS + Ids.AUCTIONS) {
        auction();
      } else {
        bid();
      }
    }
  }

  private static long millis(long event) {
    return BEGIN_MILLIS + event / EVENTS_PER_MILLI;
  }

  private long price() {
    return Math.round(Math.pow(10, random.nextDouble() * 6) * 100);
  }

  private void person() {
    byte[] name = words.name();
    byte[] email = words.emailAddress();
    byte[] card = words.creditCard();
    byte[] city = words.city();
    byte[] state = words.state();
    int size = 8 + name.length + email.length + card.length + city.length + state.length;
    out.begin(EventKind.PERSON);
    out.number(ids.person(event));
    out.text(name);
    out.text(email);
    out.text(card);
    out.text(city);
    out.text(state);
    out.number(millis(event));
    out.text(words.extra(size, PERSON_BYTES));
    out.end();
  }

  private void auction() {
    byte[] item = words.text(20);
    byte[] description = words.text(100);
    long initial = price();
    out.begin(EventKind.AUCTION);
    out.number(ids.auction(event));
    out.text(item);
    out.text(description);
    out.number(initial);
    out.number(initial + price());
    out.number(millis(event));
    out.number(millis(event) + lengthMillis());
    out.number(ids.seller(event));
    out.number(FIRST_CATEGORY + random.nextInt(CATEGORIES));
    int size = 8 + item.length + description.length + 5 * 8;
    out.text(words.extra(size, AUCTION_BYTES));
    out.end();
  }

  private long lengthMillis() {
    long horizon = millis(event + Ids.eventsOfOpenAuctions()) - millis(event);
    return 1 + random.nextLong(Math.max(2 * horizon, 1));
  }

  private void bid() {
    out.begin(EventKind.BID);
    out.number(ids.auctionOfBid(event));
    out.number(ids.bidder(event));
    out.number(price());
    int channel = words.channel();
    out.text(words.channelName(channel));
    out.text(words.channelUrl(channel));
    out.number(millis(event));
    out.text(words.extra(4 * 8, BID_BYTES));
    out.end();
  }
}
