package org.kalanjiyam.ocr.server.tracking;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that waits to be woken. It sets no alarm of its own, which for thousands of virtual
 * threads costs more than what they wait for: somebody has to wake those that are late.
 */
final class Waiter {
  private volatile @Nullable Thread thread;
  private volatile long until;

  /** From now on the calling thread is woken; only then may it look whether it has to wait. */
  void begin(Duration most) {
    until = System.nanoTime() + most.toNanos();
    thread = Thread.currentThread();
  }

  void end() {
    thread = null;
  }

  /** Waits until somebody wakes it, or for no reason. */
  void park(Object what) throws InterruptedException {
    LockSupport.park(what);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  boolean late() {
    return System.nanoTime() - until >= 0;
  }

  void wakeIfLate(long now) {
    if (now - until >= 0) {
      wake();
    }
  }

  void wake() {
    LockSupport.unpark(thread);
  }
}
