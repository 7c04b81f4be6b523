package dev.evert.benchmarks.nexmark;

import java.util.SplittableRandom;

/**
 * Which persons and auctions there are at an event, by the rules of Nexmark: of each 50 events the
 * first is a person, the next three are auctions, and all others bids. Numbers are counted from 0.
 */
final class Ids {
  static final int PERSONS = 1;
  static final int AUCTIONS = 3;
  static final int BIDS = 46;
  static final int TOTAL = PERSONS + AUCTIONS + BIDS;

  private static final int FIRST_ID = 1000;
  private static final int ACTIVE_PERSONS = 1000;
  private static final int OPEN_AUCTIONS = 100;

  /** How far ids run ahead of those that there are. */
  private static final int LEAD = 10;

  private static final int HOT_AUCTION_ODDS = 2;
  private static final int HOT_SELLER_ODDS = 4;
  private static final int HOT_BIDDER_ODDS = 4;
  private static final int HOT_EVERY = 100;

  private final SplittableRandom random;

  Ids(SplittableRandom random) {
    this.random = random;
  }

  /** The last person that there is. */
  private static long lastPerson(long event) {
    return event / TOTAL * PERSONS + Math.min(event % TOTAL, PERSONS - 1);
  }

  /** The last auction that there is; -1 before the first. */
  private static long lastAuction(long event) {
    long offset = event % TOTAL;
    if (offset < PERSONS) {
      return event / TOTAL * AUCTIONS - 1;
    }
    return event / TOTAL * AUCTIONS + Math.min(offset - PERSONS, AUCTIONS - 1);
  }

  /** The id of the person that the event is. */
  long person(long event) {
    return lastPerson(event) + FIRST_ID;
  }

  /** The id of the auction that the event is. */
  long auction(long event) {
    return lastAuction(event) + FIRST_ID;
  }

  private long anyPerson(long event) {
    long persons = lastPerson(event) + 1;
    long active = Math.min(persons, ACTIVE_PERSONS);
    return persons - active + random.nextLong(active + LEAD);
  }

  long seller(long event) {
    boolean hot = random.nextInt(HOT_SELLER_ODDS) > 0;
    return FIRST_ID + (hot ? lastPerson(event) / HOT_EVERY * HOT_EVERY : anyPerson(event));
  }

  long bidder(long event) {
    boolean hot = random.nextInt(HOT_BIDDER_ODDS) > 0;
    return FIRST_ID + (hot ? lastPerson(event) / HOT_EVERY * HOT_EVERY + 1 : anyPerson(event));
  }

  long auctionOfBid(long event) {
    long last = lastAuction(event);
    if (random.nextInt(HOT_AUCTION_ODDS) > 0) {
      return FIRST_ID + last / HOT_EVERY * HOT_EVERY;
    }
    long first = Math.max(last - OPEN_AUCTIONS, 0);
    return FIRST_ID + first + random.nextLong(last - first + 1 + LEAD);
  }

  /** How many events pass until as many auctions have begun as are open at a time. */
  static long eventsOfOpenAuctions() {
    return (long) OPEN_AUCTIONS * TOTAL / AUCTIONS;
  }
}
