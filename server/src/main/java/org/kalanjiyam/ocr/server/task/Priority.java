package org.kalanjiyam.ocr.server.task;

/**
 * Tasks of a higher priority go first; within one, people share fairly. High is for administrators.
 */
public enum Priority {
  LOW(-1),
  NORMAL(0),
  HIGH(1);

  private final int rank;

  Priority(int rank) {
    this.rank = rank;
  }

  /** Higher ones go first. */
  public int rank() {
    return rank;
  }

  static Priority ofRank(int rank) {
    return values()[rank + 1];
  }
}
