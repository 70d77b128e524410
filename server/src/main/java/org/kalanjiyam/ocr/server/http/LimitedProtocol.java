package org.kalanjiyam.ocr.server.http;

import java.time.Duration;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/**
 * HTTP/1.1 with limits that Tomcat's own lacks: on connections from one address, on the time that a
 * request's line and headers take in all (Tomcat's timeout begins again with each byte), and on how
 * slowly a body may come. Tomcat makes it by its name, so that it is public; {@link
 * ConnectionLimits} sets it up.
 */
public final class LimitedProtocol extends Http11NioProtocol {
  private final LimitedEndpoint endpoint;
  private volatile BodyPace pace = BodyPace.USUAL;

  /** Of what an answer is gathered in: each open stream holds it, as bytes and as letters. */
  private static final int ANSWER_BYTES = 2048;

  /** What is read from a connection at once; each open one holds it twice, with its headers too. */
  private static final int READ_BYTES = 2048;

  /** What is sent to a connection at once; each open one holds it. */
  private static final int WRITE_BYTES = 4096;

  /** Fields after a body, which nobody here asks for; each open connection holds room for them. */
  private static final int TRAILER_BYTES = 256;

  /** With no limits yet. */
  public LimitedProtocol() {
    this(new LimitedEndpoint());
  }

  private LimitedProtocol(LimitedEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
    endpoint.setProperty("socket.appReadBufSize", Integer.toString(READ_BYTES));
    endpoint.setProperty("socket.appWriteBufSize", Integer.toString(WRITE_BYTES));
    setMaxTrailerSize(TRAILER_BYTES);
  }

  @Override
  public int getDesiredBufferSize() {
    return ANSWER_BYTES;
  }

  void limit(int inAll, int byAddress, NamedProxies exempt, BodyPace bodies) {
    setMaxConnections(inAll);
    endpoint.limit(inAll, byAddress, exempt);
    this.pace = bodies;
  }

  @Override
  protected Processor createProcessor() {
    return new LimitedProcessor(this, pace);
  }

  /** Closes connections whose request began earlier than this and still has no end of headers. */
  int closeSlow(Duration headersMayTake) {
    return endpoint.closeSlow(headersMayTake);
  }
}
