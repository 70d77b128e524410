package org.kalanjiyam.ocr.server.http;

import java.io.IOException;
import org.apache.coyote.ErrorState;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Tomcat's processor, which gives up on a body that does not keep the {@link BodyPace}: Tomcat's
 * own timeout begins again with each byte. The connection ends then, after the answer if there is
 * one.
 */
final class LimitedProcessor extends Http11Processor {
  LimitedProcessor(AbstractHttp11Protocol<?> protocol, BodyPace pace) {
    super(protocol, protocol.getAdapter());
    request.setInputBuffer(new TimedBody(request.getInputBuffer(), pace));
  }

  private final class TimedBody implements InputBuffer {
    private final InputBuffer body;
    private final BodyPace pace;
    private long requestNanos = -1;
    private long waitedNanos;

    TimedBody(InputBuffer body, BodyPace pace) {
      this.body = body;
      this.pace = pace;
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
      if (request.getStartTimeNanos() != requestNanos) {
        requestNanos = request.getStartTimeNanos();
        waitedNanos = 0;
      } else if (!pace.isKept(request.getBytesRead(), waitedNanos)) {
        IOException late = new IOException("The request's body came too slowly");
        setErrorState(ErrorState.CLOSE_CLEAN, late);
        throw late;
      }
      long asked = System.nanoTime();
      try {
        return body.doRead(handler);
      } finally {
        waitedNanos += System.nanoTime() - asked;
      }
    }

    @Override
    public int available() {
      return body.available();
    }
  }
}
