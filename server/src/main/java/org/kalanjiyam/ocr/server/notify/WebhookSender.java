package org.kalanjiyam.ocr.server.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Posts to webhooks, signed by the Standard Webhooks. It follows no redirect, keeps no cookie and
 * no connection, goes through no proxy of the environment, and by default reaches public addresses
 * alone. Thread-safe.
 */
@Component
class WebhookSender implements DisposableBean {
  private static final Timeout PATIENCE = Timeout.of(10, TimeUnit.SECONDS);
  private static final long WHOLE_SECONDS = 30;
  private static final int ANSWER_BYTES = 1000;
  private static final int OK = 200;
  private static final int REDIRECT = 300;

  private final CloseableHttpClient client;
  private final Clock clock;

  WebhookSender(Clock clock, NotifyProperties properties) {
    this.clock = clock;
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(
                        properties.privateAddresses()
                            ? SystemDefaultDnsResolver.INSTANCE
                            : new PublicAddresses())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(PATIENCE)
                            .setSocketTimeout(PATIENCE)
                            .build())
                    .setMaxConnTotal(64)
                    .setMaxConnPerRoute(8)
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setRedirectsEnabled(false)
                    .setResponseTimeout(PATIENCE)
                    .setConnectionRequestTimeout(PATIENCE)
                    .build())
            .setConnectionReuseStrategy((request, response, context) -> false)
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAutomaticRetries()
            .disableContentCompression()
            .setUserAgent("Kalanjiyam-OCR")
            .build();
  }

  Courier.Attempt send(Outbox.Due due) {
    long timestamp = clock.instant().getEpochSecond();
    String id = due.id().toString();
    var post = new HttpPost(Objects.requireNonNull(due.url()));
    post.setEntity(new StringEntity(due.body(), ContentType.APPLICATION_JSON));
    post.setHeader("webhook-id", id);
    post.setHeader("webhook-timestamp", Long.toString(timestamp));
    post.setHeader(
        "webhook-signature",
        Signature.of(Objects.requireNonNull(due.secret()), id, timestamp, due.body()));
    Thread limit = Thread.ofVirtual().start(() -> abortLate(post));
    try {
      return client.execute(post, WebhookSender::read);
    } catch (IOException e) {
      return new Courier.Attempt(false, null, String.valueOf(e.getMessage()));
    } finally {
      limit.interrupt();
    }
  }

  @Override
  public void destroy() throws IOException {
    client.close();
  }

  /** Byte by byte an answer could go on for ever. */
  private static void abortLate(HttpPost post) {
    try {
      Thread.sleep(TimeUnit.SECONDS.toMillis(WHOLE_SECONDS));
      post.abort();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Courier.Attempt read(ClassicHttpResponse response) throws IOException {
    int status = response.getCode();
    String answer = "";
    if (response.getEntity() != null) {
      try (InputStream body = response.getEntity().getContent()) {
        answer = new String(body.readNBytes(ANSWER_BYTES), UTF_8);
      }
    }
    return new Courier.Attempt(status >= OK && status < REDIRECT, status, answer);
  }
}
