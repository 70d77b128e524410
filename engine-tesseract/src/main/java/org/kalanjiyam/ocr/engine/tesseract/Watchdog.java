package org.kalanjiyam.ocr.engine.tesseract;

import java.time.Duration;
import java.time.Instant;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tesseract.ETEXT_DESC;
import org.bytedeco.tesseract.TessCancelFunc;
import org.bytedeco.tesseract.global.tesseract;
import org.kalanjiyam.ocr.engine.Recognition;

/** Tesseract's monitor: it asks, once a line, whether to go on. Close it. */
final class Watchdog implements AutoCloseable {
  private final ETEXT_DESC monitor = tesseract.TessMonitorCreate();
  private final Stop stop;

  Watchdog(Recognition recognition, Instant now) {
    this.stop = new Stop(recognition.cancellation());
    tesseract.TessMonitorSetCancelFunc(monitor, stop);
    long millis = Duration.between(now, recognition.deadline()).toMillis();
    tesseract.TessMonitorSetDeadlineMSecs(monitor, (int) Math.clamp(millis, 1, Integer.MAX_VALUE));
  }

  ETEXT_DESC monitor() {
    return monitor;
  }

  @Override
  public void close() {
    tesseract.TessMonitorDelete(monitor);
    stop.close();
  }

  /** Called by native code, so it must not throw. */
  private static final class Stop extends TessCancelFunc {
    private final Recognition.Cancellation cancellation;

    Stop(Recognition.Cancellation cancellation) {
      this.cancellation = cancellation;
    }

    @Override
    public boolean call(Pointer self, int words) {
      return cancellation.requested();
    }
  }
}
