package org.kalanjiyam.ocr.work;

/** Addresses on the broker. All carry UTF-8 JSON text messages, see {@link WorkCodec}. */
public final class WorkQueues {
  /** Durable queue, anycast: outcomes of all engines, worker to server. */
  public static final String OUTCOMES = "kalanjiyam.outcomes";

  /** Topic, multicast, non-persistent: announcements, worker to every server. */
  public static final String WORKERS = "kalanjiyam.workers";

  /** Topic, multicast, non-persistent: orders, server to every worker. */
  public static final String ORDERS = "kalanjiyam.orders";

  /** Durable queue: what could not be dealt with, for somebody to look at. */
  public static final String DEAD = "kalanjiyam.dead";

  /** No outcome is larger, in letters of its JSON: some twenty times the largest page met with. */
  public static final int LARGEST_OUTCOME = 16 << 20;

  /** Header of the answer that has a page's image: the proof to give back with the outcome. */
  public static final String CLAIM_HEADER = "X-Kalanjiyam-Claim";

  /** Message property that names the message's version, so that it can be refused unread. */
  public static final String VERSION_PROPERTY = "kalanjiyam_version";

  /** How often a worker announces itself. */
  public static final int ANNOUNCEMENT_SECONDS = 3;

  private WorkQueues() {}

  /** Durable queue, anycast: pages for one engine, server to worker. */
  public static String pages(String engine) {
    return "kalanjiyam.pages." + engine;
  }
}
